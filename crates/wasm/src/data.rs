use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::{Blob, FileReaderSync};

/// The bytes of a piece of evidence: of a string, in UTF-8.
pub(crate) fn bytes_of(data: &JsValue) -> Result<Vec<u8>, JsError> {
    if let Some(text) = data.as_string() {
        return Ok(text.into_bytes());
    }
    if let Some(bytes) = data.dyn_ref::<Uint8Array>() {
        return Ok(bytes.to_vec());
    }
    match data.dyn_ref::<Blob>() {
        Some(blob) => read(blob).ok_or_else(|| JsError::new("the file could not be read")),
        None => Err(JsError::new("evidence is a string, a Uint8Array or a Blob")),
    }
}

/// Reads a file where it is examined, in the worker, so that its bytes never pass through the page. The
/// reader exists in workers only.
fn read(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = FileReaderSync::new().ok()?.read_as_array_buffer(blob).ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
