// Sends a large file in parts, by tus (`kith:parts`, from uploads.js): after a lost connection, or when the same file is
// picked again after a crash, on from the last part. It is `done` with the key of the upload.
const PART = 4 << 20;
const DELAYS = [0, 1000, 3000, 5000, 10_000, 20_000];
let library;

function load(address) {
  library ??= new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: address });
    script.addEventListener("load", () => done(window.tus));
    script.addEventListener("error", () => { library = undefined; failed({}); });
    document.head.append(script);
  });
  return library;
}

async function sendParts({ file, picks, headers, done, failed, stoppable, show }) {
  const { Upload } = await load(picks.dataset.tus);
  const upload = new Upload(file, {
    endpoint: picks.dataset.uploads,
    chunkSize: PART,
    retryDelays: DELAYS,
    headers,
    metadata: { filename: file.name, filetype: file.type },
    removeFingerprintOnSuccess: true,
    onProgress: (sent, all) => show(sent / all),
    onSuccess: () => done(upload.url.split("/").pop()),
    onError: ({ originalResponse: answer }) => failed(answer ? { status: answer.getStatus(), body: answer.getBody() } : {}),
  });
  stoppable(() => upload.abort(true));
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  upload.start();
}

document.addEventListener("kith:parts", ({ detail }) => sendParts(detail).catch(detail.failed));
