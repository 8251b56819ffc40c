package io.azimuth.application.system.quotas;

import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaRoutesTest {

  private static final String QUOTA = "sys/quotas/rate-limit/";

  private final TestServer server = new TestServer(new ScriptedMethod());
  private final String root = server.initialize();

  @BeforeEach
  void mounts() {
    TestServer.done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    TestServer.done(server.write(root, "sys/mounts/secret", Map.of("type", "kv-v2")));
  }

  private Map<String, Value> read(String name) {
    return TestServer.data(server.read(root, QUOTA + name));
  }

  private List<String> errors(String name, Map<String, ?> fields) {
    return refusal(server.write(root, QUOTA + name, fields)).errors();
  }

  @Test
  void showsWhatWasWritten() {
    Map<String, ?> fields =
        Map.of("path", "secret/data/a/*", "rate", "897.3", "interval", "2m", "block_interval", 300);
    TestServer.done(server.write(root, QUOTA + "q", fields));

    assertThat(read("q"))
        .containsEntry("type", Value.of("rate-limit"))
        .containsEntry("name", Value.of("q"))
        .containsEntry("path", Value.of("secret/data/a/*"))
        .containsEntry("rate", new Value.Num("897.3"))
        .containsEntry("interval", Value.of(120))
        .containsEntry("block_interval", Value.of(300))
        .containsEntry("role", Value.of(""))
        .containsEntry("inheritable", Value.of(false))
        .containsEntry("group_by", Value.of("ip"));
    assertThat(TestServer.data(server.list(root, "sys/quotas/rate-limit")))
        .containsEntry("keys", Value.of(List.of("q")));
  }

  @Test
  void aQuotaOfEverythingHasNoPath() {
    TestServer.done(server.write(root, QUOTA + "all", Map.of("rate", 100)));

    assertThat(read("all"))
        .containsEntry("path", Value.of(""))
        .containsEntry("rate", new Value.Num("100"))
        .containsEntry("interval", Value.of(1))
        .containsEntry("inheritable", Value.of(true));
  }

  @Test
  void aLaterWriteChangesWhatItSends() {
    server.write(
        root, QUOTA + "q", Map.of("path", "auth/app", "role", "Web", "rate", 5, "interval", 60));
    TestServer.done(server.write(root, QUOTA + "q", Map.of("rate", 7)));

    assertThat(read("q"))
        .containsEntry("path", Value.of("auth/app/"))
        .containsEntry("role", Value.of("web"))
        .containsEntry("rate", new Value.Num("7"))
        .containsEntry("interval", Value.of(60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none        | 1 |       | no mount serves the path of the quota",
        "secre*      | 1 |       | no mount serves the path of the quota",
        "secret//a   | 1 |       | not a path that a quota can be about",
        "secret/../a | 1 |       | not a path that a quota can be about",
        "secret/+/a  | 1 |       | not a path that a quota can be about",
        "secret      | 1 | web   | a quota with a role needs an auth method",
        "auth/token  | 1 | web   | the auth method has no roles",
        "auth/app/x  | 1 | web   | a quota with a role is about a whole mount",
        "auth/app    | 1 | w/b   | invalid role name",
        "''          | 1 | web   | a quota with a role needs an auth method",
        "secret      | 0 |       | 'rate' must be above 0 and at most 1000000000",
      })
  void saysWhatIsWrong(String path, int rate, String role, String sentence) {
    Map<String, ?> fields = Map.of("path", path, "rate", rate, "role", role == null ? "" : role);

    assertThat(errors("q", fields)).containsExactly(sentence);
  }

  @Test
  void refusesWhatIsNotBuilt() {
    assertThat(errors("q", Map.of("rate", 1, "group_by", "entity_then_ip")))
        .containsExactly("group_by is not supported yet: a client of a quota is an address, ip");
    assertThat(errors("q", Map.of("rate", 1, "secondary_rate", 2)))
        .containsExactly(
            "secondary_rate is not supported yet: all callers of a quota have the same rate");
    assertThat(errors("q", Map.of("rate", 1, "path", "secret", "inheritable", true)))
        .containsExactly("only a quota of the server is inheritable");
  }

  @Test
  void twoQuotasAreNotAboutTheSame() {
    server.write(root, QUOTA + "one", Map.of("path", "secret/", "rate", 1));

    assertThat(errors("two", Map.of("path", "secret/*", "rate", 2)))
        .containsExactly("there is a quota of the same scope already: \"one\"");
  }

  @Test
  void goesWhereItsMountGoes() {
    server.write(root, QUOTA + "q", Map.of("path", "secret/data/a", "rate", 1));
    server.write(root, "sys/remount", Map.of("from", "secret", "to", "moved/here"));

    assertThat(read("q")).containsEntry("path", Value.of("moved/here/data/a"));
    server.read(root, "moved/here/data/a");
    assertThat(refusal(server.read(root, "moved/here/data/a")).errors())
        .containsExactly("request path \"moved/here/data/a\": rate limit quota exceeded");
  }

  @Test
  void vanishesWithItsMountAndNoOtherDoes() {
    server.write(root, QUOTA + "kv", Map.of("path", "secret", "rate", 1));
    server.write(root, QUOTA + "app", Map.of("path", "auth/app", "rate", 1));
    server.write(root, QUOTA + "role", Map.of("path", "auth/app", "role", "web", "rate", 1));
    server.write(root, QUOTA + "all", Map.of("rate", 1000));

    TestServer.done(server.delete(root, "sys/auth/app"));
    assertThat(TestServer.data(server.list(root, "sys/quotas/rate-limit")))
        .containsEntry("keys", Value.of(List.of("all", "kv")));
    TestServer.done(server.delete(root, "sys/mounts/secret"));
    assertThat(TestServer.data(server.list(root, "sys/quotas/rate-limit")))
        .containsEntry("keys", Value.of(List.of("all")));
    assertThat(server.read(root, QUOTA + "kv")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void aRemovedQuotaLimitsNobody() {
    server.write(root, QUOTA + "q", Map.of("path", "secret", "rate", 1));
    server.list(root, "secret/metadata");
    TestServer.done(server.delete(root, QUOTA + "q"));
    TestServer.done(server.delete(root, QUOTA + "q"));

    assertThat(server.list(root, "secret/metadata")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void theSettingsInCommonChangeOneByOne() {
    assertThat(TestServer.data(server.read(root, "sys/quotas/config")))
        .containsEntry("enable_rate_limit_audit_logging", Value.of(false))
        .extractingByKey("rate_limit_exempt_paths")
        .asString()
        .contains("sys/health", "sys/unseal", "sys/generate-root/update");

    TestServer.done(
        server.write(
            root, "sys/quotas/config", Map.of("rate_limit_exempt_paths", "/secret/data/x/,sys/*")));
    server.write(root, "sys/quotas/config", Map.of("enable_rate_limit_response_headers", true));

    assertThat(TestServer.data(server.read(root, "sys/quotas/config")))
        .containsEntry("enable_rate_limit_response_headers", Value.of(true))
        .containsEntry("rate_limit_exempt_paths", Value.of(List.of("secret/data/x", "sys/*")));
  }
}
