package io.azimuth.application.system;

import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;
import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReloadRoutesTest {

  private static final String PATH = "sys/config/reload";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void aReloadIsDoneBeforeTheAnswer() {
    done(server.write(root, PATH, Map.of()));

    assertThat(server.reload().runs()).isEqualTo(1);
  }

  @Test
  void whatStaysAsItWasIsRefusedWithASentenceForEachPart() {
    List<String> sentences = List.of("the certificate stays", "the log level stays");
    server.reload().failWith(sentences);

    Refusal refusal = refusal(server.write(root, PATH, Map.of()));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal.errors()).isEqualTo(sentences);
    assertThat(server.reload().runs()).isEqualTo(1);
  }

  @Test
  void itNeedsUpdateAndSudo() {
    String update = tokenWith("\"update\"");
    String sudo = tokenWith("\"update\", \"sudo\"");

    assertThat(refusal(server.write("", PATH, Map.of())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal(server.write(update, PATH, Map.of())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(server.reload().runs()).isZero();

    done(server.write(sudo, PATH, Map.of()));
    assertThat(server.reload().runs()).isEqualTo(1);
  }

  private String tokenWith(String capabilities) {
    String policy = "path \"%s\" { capabilities = [%s] }".formatted(PATH, capabilities);
    String name = "reloads-" + capabilities.length();
    done(server.write(root, "sys/policies/acl/" + name, Map.of("policy", policy)));
    Answer created = server.write(root, "auth/token/create", Map.of("policies", name));
    return envelope(created).auth().orElseThrow().clientToken().expose();
  }
}
