package io.azimuth.application.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.BodyLimit;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for which the same records are read give the same hint. */
class RequestHintTest {

  private static final String LOGIN = "auth/azure/login";

  private record Arrived(Value.Obj object) implements RequestBody {

    @Override
    public Value.Obj read(BodyLimit limit) {
      throw new AssertionError("the hint must not wait for the body");
    }

    @Override
    public Optional<Value.Obj> arrived() {
      return Optional.of(object);
    }
  }

  private static RequestHint hint(String path, String token, RequestBody body) {
    return new RequestHint(TestServer.anyRequest(Operation.WRITE, token, path, body));
  }

  private static Optional<Integer> caller(String role, String jwt) {
    Value.Obj body = Value.Obj.builder().put("role", role).put("jwt", jwt).build();
    return hint(LOGIN, "", new Arrived(body)).caller();
  }

  private static String jwt(String claims, String signature) {
    byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
    return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "." + signature;
  }

  @Test
  void twoTokensOfOneSubjectAreOneCaller() {
    String first = jwt("{\"iat\":1,\"sub\":\"oid-1\"}", "a");

    assertThat(caller("web", first)).isPresent();
    assertThat(caller("web", first))
        .isEqualTo(caller("web", jwt("{\"sub\":\"oid-1\",\"iat\":2}", "b")));
    assertThat(caller("web", first)).isNotEqualTo(caller("db", first));
    assertThat(caller("web", first))
        .isNotEqualTo(caller("web", jwt("{\"iat\":1,\"sub\":\"oid-2\"}", "a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", ".", "..", "a.b", "a.!.c", "a.e30.c", "a.eyJzdWIiOiI.c"})
  void whatIsNoJwtIsACallerToo(String jwt) {
    assertThat(caller("web", jwt)).isPresent().isEqualTo(caller("web", jwt));
  }

  @Test
  void aTokenIsTheCaller() {
    Optional<Integer> known = hint(LOGIN, "t-1", RequestBody.NONE).caller();
    assertThat(known).isPresent();
    assertThat(known).isEqualTo(hint("secret/x", "t-1", RequestBody.NONE).caller());
    assertThat(known).isNotEqualTo(hint(LOGIN, "t-2", RequestBody.NONE).caller());
  }

  @Test
  void bodiesThatHaveNotArrivedAreNotWaitedFor() {
    RequestBody late =
        limit -> {
          throw new AssertionError("the hint must not wait for the body");
        };
    assertThat(hint(LOGIN, "", late).caller()).isEmpty();
    assertThat(hint("sys/init", "", new Arrived(Value.Obj.EMPTY)).caller()).isEmpty();
  }
}
