package com.example.credentials;

import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.sweep.LeaseSweep;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.web.JsonDocument;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebRequest;
import io.azimuth.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Client secrets in Graph, and a server that is killed at each step: none of them stays. */
class GraphLeasesTest {

  private static final String GUID = "abababab-0000-4000-8000-000000000010";
  private static final String APP = "https://graph.microsoft.com/v1.0/applications/" + GUID;

  private final TestServer server =
      TestServer.with(new AzureCredentialsFactory(), TestServer.NO_SETTINGS);
  private final String root = server.initialize();
  private final Map<String, String> secrets = new TreeMap<>(); // names by key id
  private int addStatus = 200;
  private int added;
  private String signedIn = "{\"access_token\":\"t\"}";
  private int signIns;
  private int appStatus = 200;

  @BeforeEach
  void mount() {
    at(
        "https://login.microsoftonline.com/" + GUID + "/oauth2/v2.0/token",
        sent -> {
          signIns++;
          return answer(200, signedIn);
        });
    at(APP + "?$select=appId,passwordCredentials", sent -> answer(appStatus, app()));
    at(APP + "/addPassword", this::add);
    at(APP + "/removePassword", this::remove);
    done(server.write(root, "sys/mounts/azure", Map.of("type", "azure-credentials")));
    Map<String, String> config = Map.of("tenant_id", GUID, "client_id", GUID, "client_secret", "s");
    done(server.write(root, "azure/config", config));
    Map<String, String> role = Map.of("application_object_id", GUID, "ttl", "1h");
    done(server.write(root, "azure/roles/web", role));
  }

  @Test
  void aSignInWithoutATokenIsRefusedAndNotKept() {
    signedIn = "{}";
    assertThat(gives()).isFalse();
    assertThat(added).isZero();

    signedIn = "{\"access_token\":\"t\"}";
    assertThat(gives()).isTrue();
  }

  @Test
  void aTokenThatGraphDoesNotTakeIsNotUsedAgain() {
    assertThat(gives()).isTrue();
    assertThat(gives()).isTrue();
    assertThat(signIns).isEqualTo(1);

    appStatus = 401;
    assertThat(gives()).isFalse();
    appStatus = 200;
    assertThat(gives()).isTrue();
    assertThat(signIns).isEqualTo(2);
  }

  private boolean gives() {
    return server.read(root, "azure/creds/web") instanceof Answer.Envelope;
  }

  @Test
  void noSecretStaysWhateverIsKilled() {
    for (int i = 0; i < 200; i++) {
      kill(i % 5);
      assertThat(secrets).hasSize(added);
    }
    assertThat(added).isEqualTo(120);
    pass(Duration.ofMinutes(7));
    assertThat(secrets).hasSize(40);
    pass(Duration.ofHours(2));

    assertThat(secrets).isEmpty();
    assertThat(server.store().keys()).noneMatch(key -> key.startsWith("lease/"));
  }

  // A commit of unknown outcome and an answer that does not arrive are what a kill leaves behind.
  private void kill(int step) {
    switch (step) {
      case 0 -> server.store().endCommitsWith(CommitOutcome.UNKNOWN); // nothing is durable
      case 1 -> addStatus = 503; // announced, and Graph added nothing
      case 2 -> addStatus = 500; // Graph added it, and its answer is lost
      case 3 -> server.store().endCommitsWith(CommitOutcome.COMMITTED, CommitOutcome.UNKNOWN);
      default -> {} // all is well, but nobody reads the answer
    }
    assertThat(gives()).isEqualTo(step == 4);
    addStatus = 200;
  }

  private void pass(Duration time) {
    server.clock().advance(time);
    server.get(LeaseSweep.class).run();
  }

  private WebAnswer add(WebRequest sent) {
    if (addStatus != 503) {
      added++;
      Value.Obj named = (Value.Obj) body(sent).members().get("passwordCredential");
      secrets.put("key-" + added, ((Value.Text) named.members().get("displayName")).text());
    }
    return answer(addStatus, "{\"keyId\":\"key-" + added + "\",\"secretText\":\"hidden\"}");
  }

  private WebAnswer remove(WebRequest sent) {
    String key = ((Value.Text) body(sent).members().get("keyId")).text();
    return answer(secrets.remove(key) == null ? 404 : 204, "");
  }

  private String app() {
    return secrets.entrySet().stream()
        .map(it -> "{\"keyId\":\"" + it.getKey() + "\",\"displayName\":\"" + it.getValue() + "\"}")
        .collect(Collectors.joining(",", "{\"appId\":\"app\",\"passwordCredentials\":[", "]}"));
  }

  private void at(String address, Function<WebRequest, WebAnswer> answer) {
    server.web().answer(WebAddress.parse(address).orElseThrow(), answer);
  }

  private static Value.Obj body(WebRequest sent) {
    return JsonDocument.parse(sent.body()).orElseThrow();
  }

  private static WebAnswer answer(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new WebAnswer(status, Map.of(), SecretBytes.of(bytes));
  }
}
