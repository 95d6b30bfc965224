//! The command as its users run it, in a folder of its own.

use std::path::PathBuf;

use tempfile::TempDir;

/// A folder of its own, in which the command runs.
pub struct Folder(TempDir);

/// How a command ended and what it said.
pub struct Ran {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
}

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> Folder {
    let folder = Folder(TempDir::new().unwrap());
    files.iter().for_each(|(name, bytes)| folder.write(name, bytes));
    folder
}

/// A folder with a manuscript of this text.
pub fn manuscript(text: impl AsRef<[u8]>) -> Folder {
    folder(&[("notes.adoc", text.as_ref())])
}

impl Folder {
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// The names of all that lies in the folder itself.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_at(args, None)
    }

    pub fn run_at(&self, args: &[&str], epoch: Option<&str>) -> Ran {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_notes-pub"));
        command.current_dir(self.0.path()).args(args).env_remove("SOURCE_DATE_EPOCH").env("RUST_BACKTRACE", "0");
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        let output = command.output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{err}");
        Ran { code: output.status.code().unwrap(), out: output.stdout, err }
    }
}

impl Ran {
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// The messages hold each of these, in this order.
    pub fn tells(&self, parts: &[&str]) -> &Self {
        let mut rest = self.err.as_str();
        for part in parts {
            let Some((_, behind)) = rest.split_once(part) else { panic!("no `{part}` in\n{rest}\nof\n{}", self.err) };
            rest = behind;
        }
        self
    }

    pub fn exits_with(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "{}", self.err);
        self
    }

    pub fn is_silent(&self) -> &Self {
        assert_eq!(self.err, "");
        self
    }
}
