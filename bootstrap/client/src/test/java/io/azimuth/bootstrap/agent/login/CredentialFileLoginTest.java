package io.azimuth.bootstrap.agent.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.agent.AgentServer;
import io.azimuth.bootstrap.agent.LoginMethod;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins with what lies in files. */
class CredentialFileLoginTest {

  @TempDir Path directory;

  private final List<String> requests = new ArrayList<>();
  private String createdAt = "auth/approle/role/web/secret-id";
  private int status = 200;

  private final AgentServer server =
      (call, token) -> {
        requests.add(
            call.path()
                + token.map(it -> " as " + it.expose()).orElse("")
                + call.body().map(body -> " " + JsonText.of(body, JsonForm.COMMAND)).orElse(""));
        Value.Obj data =
            Value.Obj.builder().put("creation_path", createdAt).put("secret_id", "s2").build();
        return new ApiReply(
            status, Optional.of(Value.Obj.builder().put("data", data).build()), Optional.empty());
      };

  private Path file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void aJwtIsRemovedAfterItsLoginAndUsedAgain() throws Exception {
    Path jwt = file("jwt", " j1 \n");
    LoginMethod login = new JwtFileLogin("auth/jwt", "web", jwt, true);

    login.login(server);
    assertThat(jwt).as("until the server has accepted it").exists();
    login.granted();
    assertThat(jwt).doesNotExist();
    login.login(server);
    file("jwt", "j2");
    login.login(server);

    assertThat(requests)
        .containsExactly(
            "auth/jwt/login {\"role\":\"web\",\"jwt\":\"j1\"}",
            "auth/jwt/login {\"role\":\"web\",\"jwt\":\"j1\"}",
            "auth/jwt/login {\"role\":\"web\",\"jwt\":\"j2\"}");
  }

  @Test
  void aFileThatWasNeverThereOrIsEmptyOrTooLargeIsSaid() throws Exception {
    for (String[] one :
        new String[][] {
          {"none", "", "does not exist"},
          {"empty", " \n", "is empty"},
          {"large", "x".repeat(70_000), "is larger than"}
        }) {
      Path path = one[0].equals("none") ? directory.resolve("none") : file(one[0], one[1]);
      LoginMethod login = new JwtFileLogin("auth/jwt", "web", path, true);

      assertThatThrownBy(() -> login.login(server))
          .isInstanceOf(ClientException.class)
          .hasMessageContaining(one[2]);
    }
    assertThat(requests).isEmpty();
  }

  @Test
  void aJwtThatCameWhileTheFormerOneWasUsedIsKept() throws Exception {
    Path jwt = file("jwt", "j1");
    LoginMethod login = new JwtFileLogin("auth/jwt", "web", jwt, true);

    login.login(server);
    file("jwt", "j2");
    login.granted();

    assertThat(jwt).hasContent("j2");
  }

  private LoginMethod approle(Path secret, Optional<String> wrappedAt) throws Exception {
    return approle(secret, true, wrappedAt);
  }

  private LoginMethod approle(Path secret, boolean removes, Optional<String> wrappedAt)
      throws Exception {
    return new ApproleFileLogin(
        "auth/approle", file("role", "r"), Optional.of(secret), removes, wrappedAt);
  }

  @Test
  void anAppRoleSendsBothIds() throws Exception {
    Path secret = file("secret", "s1");
    LoginMethod login = approle(secret, Optional.empty());

    login.login(server);
    login.granted();

    assertThat(requests)
        .containsExactly("auth/approle/login {\"role_id\":\"r\",\"secret_id\":\"s1\"}");
    assertThat(secret).doesNotExist();
  }

  @Test
  void aWrappedSecretIdIsUnwrappedOnce() throws Exception {
    Path secret = file("secret", "w1");
    LoginMethod login = approle(secret, Optional.of(createdAt));

    login.login(server);
    assertThat(secret).as("until the server has accepted it").exists();
    login.granted();
    login.login(server);

    assertThat(requests)
        .containsExactly(
            "sys/wrapping/lookup {\"token\":\"w1\"}",
            "sys/wrapping/unwrap as w1 {}",
            "auth/approle/login {\"role_id\":\"r\",\"secret_id\":\"s2\"}",
            "auth/approle/login {\"role_id\":\"r\",\"secret_id\":\"s2\"}");
    assertThat(secret).doesNotExist();
  }

  @Test
  void aWrappedSecretIdWhoseFileStaysIsUnwrappedOnceAndAnotherOneToo() throws Exception {
    Path secret = file("secret", "w1");
    LoginMethod login = approle(secret, false, Optional.of(createdAt));

    login.login(server);
    login.granted();
    login.login(server);
    file("secret", "w2");
    login.login(server);

    assertThat(secret).exists();
    assertThat(requests)
        .filteredOn(it -> it.startsWith("sys/wrapping/unwrap"))
        .containsExactly("sys/wrapping/unwrap as w1 {}", "sys/wrapping/unwrap as w2 {}");
  }

  @Test
  void aSecretIdThatWasWrappedElsewhereIsNotUnwrapped() throws Exception {
    LoginMethod login = approle(file("secret", "w1"), Optional.of(createdAt));
    createdAt = "cubbyhole/of/a/stranger";

    assertThatThrownBy(() -> login.login(server))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("is not from auth/approle/role/web/secret-id")
        .hasMessageNotContaining("w1");
    assertThat(requests).hasSize(1);
  }
}
