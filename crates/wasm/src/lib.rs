//! The core for browsers and Node: JavaScript values in, JavaScript values out, and nothing decided here.
//! Text reports are written by the core, so they are byte for byte those of the command line.

mod data;
mod options;

use hybrid_tls_doctor::{Reader, Report, json_v1, markdown};
use options::Options;
use serde::ser::{Serialize, SerializeMap, Serializer};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What an examination can be told beforehand. */
export interface ExaminationOptions {
  /** The moment to judge by, a date or RFC 3339; now, where it is not given. */
  at?: Date | string;
  /** The Microsoft 365 cloud: `worldwide`, `gcc-high`, `dod` or `china`; inferred, where it is not given. */
  profile?: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// The options as TypeScript knows them.
    #[wasm_bindgen(typescript_type = "ExaminationOptions")]
    pub type ExaminationOptions;
    /// What counts as evidence.
    #[wasm_bindgen(typescript_type = "string | Uint8Array | Blob")]
    pub type Data;
    /// Who is told how far the reading of a file has come.
    #[wasm_bindgen(typescript_type = "(done: number, total: number) => void")]
    pub type Progress;
}

/// What is left of a long log, so that another examination need not read all of it again.
#[wasm_bindgen]
pub struct Condensed(hybrid_tls_doctor::Condensed);

/// Sends the message of a panic to the console before the WebAssembly traps.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What this program is.
struct About {
    version: &'static str,
    rules: Vec<&'static str>,
}

/// As a map: for the names of a struct's members serde-wasm-bindgen keeps a cache with a hash table, and that
/// alone is 5 KB.
impl Serialize for About {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_map(Some(2))?;
        members.serialize_entry("version", self.version)?;
        members.serialize_entry("rules", &self.rules)?;
        members.end()
    }
}

/// The version of the program and the names of its rules, in report order.
#[wasm_bindgen(unchecked_return_type = "{ version: string; rules: string[] }")]
pub fn about() -> Result<JsValue, JsValue> {
    let rules = hybrid_tls_doctor::rules().iter().map(|rule| rule.info().name).collect();
    let about = About { version: env!("CARGO_PKG_VERSION"), rules };
    Ok(about.serialize(&serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true))?)
}

/// One examination: evidence is added piece by piece, and a report can be had at any time.
#[wasm_bindgen]
pub struct Examination {
    core: hybrid_tls_doctor::Examination,
    /// Evidence that comes in pieces.
    reader: Option<Reader>,
    /// Judged once for all renderings, and again only after more evidence.
    report: Option<Report>,
}

#[wasm_bindgen]
impl Examination {
    /// Throws where an option has a value that it cannot have.
    #[wasm_bindgen(constructor)]
    pub fn new(options: Option<ExaminationOptions>) -> Result<Examination, JsError> {
        let Options { at, profile } = Options::read(options.as_deref())?;
        Ok(Self {
            core: hybrid_tls_doctor::Examination::new(at).profile(profile),
            reader: None,
            report: None,
        })
    }

    /// Adds evidence under a name: a file's bytes or text. A `Blob` can be read in a worker only. Evidence that
    /// is not understood is no error: the report says what and where. Returns what is left of a long log, which
    /// another examination can be given instead of it.
    pub fn add(
        &mut self,
        name: &str,
        data: &Data,
        progress: Option<Progress>,
    ) -> Result<Option<Condensed>, JsError> {
        self.begin(name);
        if let Some(reader) = &mut self.reader
            && let Err(error) = data::read(reader, data, progress.as_ref().and_then(|it| it.dyn_ref()))
        {
            self.reader = None;
            return Err(error);
        }
        Ok(self.end())
    }

    /// Begins evidence that comes in pieces.
    pub fn begin(&mut self, name: &str) {
        self.reader = Some(self.core.begin(name));
    }

    /// Takes the next bytes of what was begun. `false` where no more of them are looked at.
    pub fn push(&mut self, bytes: &js_sys::Uint8Array) -> bool {
        let Some(reader) = &mut self.reader else { return false };
        data::push(reader, bytes);
        reader.wants_more()
    }

    /// Adds what was begun.
    pub fn end(&mut self) -> Option<Condensed> {
        let mut reader = self.reader.take()?;
        self.report = None;
        match reader.condense() {
            Some(condensed) => {
                self.core.add_condensed(&condensed);
                Some(Condensed(condensed))
            }
            None => {
                self.core.end(reader);
                None
            }
        }
    }

    /// Adds what was left of evidence that another examination has read.
    #[wasm_bindgen(js_name = addCondensed)]
    pub fn add_condensed(&mut self, evidence: &Condensed) {
        self.core.add_condensed(&evidence.0);
        self.report = None;
    }

    /// The report, JSON v1, as an object.
    pub fn report(&mut self) -> Result<JsValue, JsError> {
        // Reading the text again is quick, and spares the browser a second serialisation of all of its types.
        js_sys::JSON::parse(&self.json()).map_err(|_| JsError::new("the report is no JSON"))
    }

    /// The report, JSON v1, as text.
    pub fn json(&mut self) -> String {
        json_v1(self.judge())
    }

    /// The report in Markdown.
    pub fn markdown(&mut self) -> String {
        markdown(self.judge())
    }

    /// The decoded text of a source, which the offsets of the report point into.
    #[wasm_bindgen(js_name = sourceText)]
    pub fn source_text(&mut self, index: usize) -> Option<String> {
        let (_, source) = self.judge().texts.iter().nth(index)?;
        Some(source.text().to_owned())
    }

    /// The number that each line of a source's text has in its file; nothing where the text is the whole file.
    #[wasm_bindgen(js_name = sourceLines)]
    pub fn source_lines(&self, index: usize) -> Option<Vec<u32>> {
        self.core.source_lines(index).map(<[u32]>::to_vec)
    }

    fn judge(&mut self) -> &Report {
        self.report.get_or_insert_with(|| self.core.report())
    }
}
