use hybrid_tls_doctor::Reader;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::{JsCast, JsError, JsValue};
use web_sys::{Blob, FileReaderSync};

/// How much is taken into the WebAssembly at a time. What it takes once, its memory never gives back.
const PIECE: u32 = 4 << 20;

/// Reads a piece of evidence: a string, bytes, or a file.
pub(crate) fn read(
    evidence: &mut Reader,
    data: &JsValue,
    progress: Option<&Function>,
) -> Result<(), JsError> {
    if let Some(text) = data.as_string() {
        evidence.push(text.as_bytes());
        return Ok(());
    }
    if let Some(bytes) = data.dyn_ref::<Uint8Array>() {
        push(evidence, bytes);
        return Ok(());
    }
    let blob =
        data.dyn_ref::<Blob>().ok_or_else(|| JsError::new("evidence is a string, a Uint8Array or a Blob"))?;
    let unreadable = |_| JsError::new("the file could not be read");
    // The reader exists in workers only: a file is read where it is examined and never passes through the page.
    let files = FileReaderSync::new().map_err(unreadable)?;
    let total = blob.size();
    let mut done = 0.0;
    while done < total && evidence.wants_more() {
        let end = f64::min(done + f64::from(PIECE), total);
        let piece = blob.slice_with_f64_and_f64(done, end).map_err(unreadable)?;
        let buffer = files.read_as_array_buffer(&piece).map_err(unreadable)?;
        push(evidence, &Uint8Array::new(&buffer));
        done = end;
        if let Some(progress) = progress {
            // What it throws stops the reading.
            progress
                .call2(&JsValue::NULL, &done.into(), &total.into())
                .map_err(|_| JsError::new("stopped"))?;
        }
    }
    Ok(())
}

/// Pushes bytes of any number.
pub(crate) fn push(evidence: &mut Reader, bytes: &Uint8Array) {
    let mut at = 0;
    while at < bytes.length() && evidence.wants_more() {
        let end = bytes.length().min(at.saturating_add(PIECE));
        evidence.push(&bytes.subarray(at, end).to_vec());
        at = end;
    }
}
