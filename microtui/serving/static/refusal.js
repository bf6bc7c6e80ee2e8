// Why a websocket was refused. A browser does not tell a page; the page itself is refused likewise.

const PATIENCE = 20; // seconds for a server that does not answer at all

// The server's sentence; null where there is no answer, or where the page is still let in.
export async function refusal() {
  try {
    const answer = await fetch(document.baseURI, {
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(1000 * PATIENCE),
    });
    return answer.status === 403 ? await answer.text() : null;
  } catch {
    return null;
  }
}
