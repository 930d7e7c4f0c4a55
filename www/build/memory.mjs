// What long evidence costs: to be imported before the package whose memory is looked at.

// The memory of the WebAssembly is seen only where it is made: the package keeps it to itself.
let memory;
const { Instance } = WebAssembly;
WebAssembly.Instance = function instantiate(...given) {
  const instance = new Instance(...given);
  memory = instance.exports.memory;
  return instance;
};
WebAssembly.Instance.prototype = Instance.prototype;

/** How many bytes the WebAssembly has taken. It never gives any back. */
export function memorySize() {
  return memory.buffer.byteLength;
}

/** A file that has the same bytes many times, without holding them. */
export class Repeated extends Blob {
  constructor(bytes, times) {
    super();
    Object.defineProperty(this, "size", { value: bytes.length * times });
    this.stream = () => {
      let left = bytes.length === 0 ? 0 : times;
      let at = 0;
      return new ReadableStream({
        pull(controller) {
          if (at === bytes.length) [left, at] = [left - 1, 0];
          if (left === 0) return controller.close();
          const end = Math.min(at + 65536, bytes.length);
          controller.enqueue(bytes.subarray(at, end));
          at = end;
        },
      });
    };
  }
}
