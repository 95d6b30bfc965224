//! What languages in Latin letters are known by: their small words, letters and endings.

/// A language that is known by its words.
pub(super) struct Known {
    /// Its tag.
    pub(super) tag: &'static str,
    /// Its small words.
    pub(super) words: &'static str,
    /// Letters that it has and English has not.
    pub(super) letters: &'static str,
    /// Endings of its words, weaker signs than its small words.
    pub(super) endings: &'static [&'static str],
}

/// English and French first: their places are used by name.
pub(super) const KNOWN: [Known; 17] = [
    Known {
        tag: "en",
        words: "the of and to is are was were be been being with for from that this these those it its you your \
            we our they their he she his her has have had will would can could should may might not but or if when while \
            which what who how why where there here by as at an into about than then also more most some any all each \
            other such only very just do does did doing done out over after before between because so no my us them use \
            used using made new need needs many much like without within through during on in a i me every both own same \
            too up down off until since against don't doesn't isn't can't it's let's you're we're i'm that's won't what's \
            get gets come comes makes always never often now today really still again even ever almost make first last",
        letters: "",
        endings: &["ing", "ness", "ful", "ally", "ability"],
    },
    Known {
        tag: "fr",
        words: "le la les un une des du de au aux et ou où est sont était étaient sera être avoir a ont avait pour \
            par sur dans avec sans sous chez vers entre mais donc car ni que qui quoi dont quand comme si ne pas plus \
            moins très trop bien mal aussi encore déjà toujours jamais rien tout tous toute toutes ce cet cette ces ça \
            cela son sa ses leur leurs mon ma mes notre nos votre vos je tu il elle on nous vous ils elles lui se me te \
            en y fait faire peut peuvent doit doivent faut afin ainsi alors puis ensuite depuis pendant après avant lors \
            même mêmes autre autres chaque plusieurs certains quelques beaucoup peu à là voici voilà grâce selon soit \
            été permet permettent aucun aucune or quel quelle quels quelles combien pourquoi comment jusque parce vive \
            souvent parfois presque surtout partout ailleurs maintenant demain hier vite assez plutôt sinon sauf mieux c'est n'est d'un d'une qu'on",
        letters: "éèêëàâçœùûîïôæ",
        endings: &["eur", "eurs", "ique", "iques", "euse", "oire", "ez", "ait", "aient", "ement", "aux"],
    },
    Known {
        tag: "de",
        words: "der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war waren wird werden \
            wurde mit für von vom zu zum zur auf aus bei nach über unter vor im in am an als auch noch nur schon sehr \
            mehr wie was wer wenn dann weil dass ob sich sie er es wir ihr ich man haben hat hatte kann können muss \
            müssen soll durch gegen ohne um bis zwischen kein keine alle diese dieser dieses jede jeder unser unsere \
            mein sein ihre so da hier dort",
        letters: "äöüß",
        endings: &["ung", "ungen", "keit", "lich", "isch", "schaft"],
    },
    Known {
        tag: "es",
        words: "el la los las un una unos unas de del al y o pero no es son era fue ser estar está están con para por \
            sin sobre entre en que quien cual cuando como si más menos muy también ya se lo le les su sus mi tu nos este \
            esta estos estas ese esa eso todo todos toda todas otro otra hay ha han había puede pueden desde hasta donde \
            porque cómo qué a nuestro nuestra cada mismo antes después así sólo",
        letters: "ñáéíóú¿¡",
        endings: &["ción", "ciones", "dad", "miento"],
    },
    Known {
        tag: "it",
        words: "il lo la i gli le un uno una di del della dei delle dello degli a al alla ai alle da dal dalla in nel \
            nella nei nelle con su sul sulla per tra fra e ed o ma non è sono era erano essere avere ha hanno che chi \
            cui quando come se più meno molto anche già si ci vi ne questo questa questi queste quello quella tutto \
            tutti tutte altro altra può possono dove perché così ogni nostro nostra suo sua loro dopo prima senza",
        letters: "àèéìòù",
        endings: &["zione", "zioni", "ità", "mente", "aggio"],
    },
    Known {
        tag: "pt",
        words: "o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela pelos pelas para \
            com sem sob sobre entre até e ou mas não é são foi era ser estar está estão tem têm ter há que quem qual \
            quando como se mais menos muito também já só seu sua seus suas meu minha nosso nossa este esta estes estas \
            esse essa isso isto aquele aquela ele ela eles elas você vocês nós eu lhe me cada todo todos toda todas \
            outro outra outros outras mesmo depois antes onde porque então ainda pode podem foram",
        letters: "ãõçáâàéêíóôú",
        endings: &["ção", "ções", "dade", "mento"],
    },
    Known {
        tag: "nl",
        words: "de het een en of maar niet is zijn was waren wordt worden werd met voor van naar bij uit op in aan om te \
            dat die deze dit er ook nog al wel zo dan als wat wie waar hoe waarom wanneer hij zij ze we wij je jij ik \
            mij hun haar onze ons mijn kan kunnen moet moeten zal zullen heeft hebben had door over onder tussen tegen \
            tot zonder sinds omdat geen veel meer alle elke andere ander zelf hier daar nu dus toch want niets iets",
        letters: "",
        endings: &["lijk", "heid", "lijke", "ingen", "tie"],
    },
    Known {
        tag: "pl",
        words: "i w z na do nie się jest są był była było były być to że co jak ale lub albo oraz dla od po przez przed \
            przy pod nad za bez czy gdy kiedy gdzie który która które których ten ta te tego tej tym tych jego jej ich \
            nas nam nasz nasza swój swoje już też także tylko jeszcze bardzo może mogą można jeśli więc ponieważ wszystko \
            wszystkie każdy o u ze we a",
        letters: "ąćęłńóśźż",
        endings: &["ość", "anie", "enie", "ych", "ów"],
    },
    Known {
        tag: "sv",
        words: "och i att det som en ett den de är var på för med av till inte om har hade kan kunde ska skulle från men \
            eller så när där hur vad vem vi ni jag du han hon dem sig sin sitt sina vår vårt våra detta denna dessa också \
            bara mycket mer mest alla varje annan andra efter före under över utan mellan vid ut upp in nu finns blir \
            blev varför eftersom",
        letters: "åäö",
        endings: &["ning", "ningar", "het", "lig", "ligt"],
    },
    Known {
        tag: "da",
        words: "og i at det som en et den de er var på for med af til ikke om har havde kan kunne skal skulle fra men \
            eller så når der hvor hvad hvem vi jeg du han hun dem sig sin sit sine vores dette denne disse også kun \
            meget mere mest alle hver anden andet andre efter før under over uden mellem ved ud op ind nu bliver blev \
            hvorfor fordi være nogle noget",
        letters: "æøå",
        endings: &["hed", "ning", "lige", "else"],
    },
    Known {
        tag: "nb",
        words: "og i å det som en et den de er var på for med av til ikke om har hadde kan kunne skal skulle fra men \
            eller så når der hvor hva hvem vi dere jeg du han hun dem seg sin sitt sine vår vårt våre dette denne disse \
            også bare kun mye mer mest alle hver annen andre etter før under over uten mellom ved ut opp inn nå blir \
            ble hvorfor fordi være noen noe hvordan",
        letters: "æøå",
        endings: &["het", "ning", "lige", "else"],
    },
    Known {
        tag: "fi",
        words: "ja on ei että se ne hän he me te minä sinä oli ovat olla ole mutta tai kun jos niin kuin myös vain joka \
            jotka mikä mitä missä miten miksi tämä tämän nämä siitä sen sekä sitä voi voidaan kanssa ilman ennen jälkeen \
            koska vielä nyt jo kaikki enemmän hyvin kuitenkin",
        letters: "äö",
        endings: &["inen", "ssa", "ssä", "lla", "llä", "sta", "stä", "minen", "taan"],
    },
    Known {
        tag: "cs",
        words: "a v na se je to že s z do o k i za pro ale by jako jsou být byl byla bylo který která které jak co když \
            nebo po od při až již jen také ještě si tak není jeho její jejich tento tato toto ze ve ke u před mezi bez \
            proto protože může mohou lze má mají každý všechny",
        letters: "ěščřžýůťďňáíéú",
        endings: &["ost", "ní", "ého", "ých"],
    },
    Known {
        tag: "tr",
        words: "ve bir bu da de için ile çok daha en ne mi mı var yok değil olan olarak gibi kadar sonra önce her ama \
            veya ya ki şu o biz siz ben sen onlar bunu bunun nasıl neden çünkü ise ayrıca göre üzerinde",
        letters: "şğıçöü",
        endings: &["lar", "ler", "ları", "leri", "mek", "mak"],
    },
    Known {
        tag: "ro",
        words: "și în de la cu pe pentru nu este sunt a fi o un unei care ce ca să din mai sau dar dacă prin între fără \
            după până când unde cum acest această aceste sale lui ei noi ele au fost se foarte",
        letters: "ăâîșțşţ",
        endings: &["ului", "ește", "ării"],
    },
    Known {
        tag: "ca",
        words: "el la els les un una uns unes de del dels i o però no és són per amb sense en que què com quan on més \
            també aquest aquesta aquests aquestes seu seva ens us ho hi ha han va van fer ser fins només",
        letters: "çàèéíòóúï",
        endings: &["ció", "cions", "itat"],
    },
    Known {
        tag: "hu",
        words: "a az és egy nem is hogy van volt meg de ha mint csak már még ez azt ezt ki mi kell lehet vagy után előtt \
            alatt között által minden amely ami nagyon sem illetve",
        letters: "őűáéíóúöü",
        endings: &["ság", "ség", "ban", "ben", "nak", "nek"],
    },
];
