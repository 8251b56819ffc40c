package io.azimuth.application.seal;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeSeals;
import java.util.List;
import java.util.Map;

/** A server with a Shamir seal: three key shares, of which two unseal it. */
public abstract class SealFixture {

  public final TestServer server = new TestServer(FakeSeals.OPENED_BY_PEOPLE);
  public final List<String> shares;
  public final String root;

  /** An initialised, unsealed server. */
  public SealFixture() {
    Map<String, Value> init =
        raw(server.write("", "sys/init", Map.of("secret_shares", 3, "secret_threshold", 2)));
    shares = texts(init.get("keys"));
    root = text(init.get("root_token"));
    enter(shares.get(0));
    enter(shares.get(1));
  }

  final Answer enter(String share) {
    return server.write("", "sys/unseal", Map.of("key", share));
  }

  /** Seals the server, and returns whether the two shares open it. */
  public final boolean open(List<String> two) {
    TestServer.done(server.write(root, "sys/seal", Map.of()));
    enter(two.get(0));
    boolean open =
        enter(two.get(1)) instanceof Answer.Raw raw
            && raw.body().members().get("sealed").equals(Value.of(false));
    if (!open) {
      server.write("", "sys/unseal", Map.of("reset", true));
    }
    return open;
  }

  /** Begins a rekey to two of four shares; returns its nonce. */
  public final String beginRekey() {
    return text(
        raw(server.write("", "sys/rekey/init", Map.of("secret_shares", 4, "secret_threshold", 2)))
            .get("nonce"));
  }

  /** Hands in a share. The test decides whether the answer is sent. */
  public final ApiResponse handIn(String path, String nonce, String share) {
    Value.Obj body = Values.of(Map.of("nonce", nonce, "key", share));
    return server
        .send(server.request(Operation.WRITE, "", path, maxBytes -> body))
        .toCompletableFuture()
        .join();
  }

  /** Cancels the attempt with this nonce. */
  public final Answer cancel(String token, String path, String nonce) {
    Value.Obj body = Values.of(Map.of("nonce", nonce));
    RequestBody sent = maxBytes -> body;
    return server.answer(server.request(Operation.DELETE, token, path, sent));
  }

  /** Cancels an attempt with a key share as the proof. */
  public final Answer cancelWithShare(String path, String share) {
    Value.Obj body = Values.of(Map.of("key", share));
    RequestBody sent = maxBytes -> body;
    return server.answer(server.request(Operation.DELETE, "", path, sent));
  }

  /** A text in the form of a key share that is none of this store. */
  public static String foreign() {
    return "ab".repeat(32) + "09";
  }

  /** The body of a raw answer. */
  public static Map<String, Value> raw(Answer answer) {
    if (answer instanceof Answer.Raw raw) {
      return raw.body().members();
    }
    throw new AssertionError("not raw but " + answer);
  }

  /** The text of a JSON string. */
  public static String text(Value value) {
    return ((Value.Text) value).text();
  }

  /** The texts of a JSON array of strings. */
  public static List<String> texts(Value value) {
    return ((Value.Items) value).values().stream().map(SealFixture::text).toList();
  }
}
