package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code azimuth explain} and {@code login --explain} show to an owner and to an operator. */
final class ExplainCommandTest extends LoginCommandFixture {

  @Test
  void explanationShowsTheChecksAndIssuesNothing() {
    CommandLineRun operator = workload.with("VAULT_TOKEN", server.rootToken());

    End granted =
        operator.run("login", "--role=web", "--explain", "--metadata-address", machine("web-1"));
    End refused =
        operator.run("login", "--role=web", "-explain", "--metadata-address", machine("web-2"));

    assertThat(granted.exit()).isZero();
    assertThat(granted.out().lines())
        .anyMatch(line -> line.matches("Check +Outcome +Note"))
        .anyMatch(line -> line.matches("token +passed.*"))
        .anyMatch(line -> line.matches("policies +\\[.*web.*]"))
        .noneMatch(line -> line.startsWith("Facts of the resource"))
        .contains("The login would be granted:");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out())
        .startsWith("The login would be refused.\n")
        .contains("principal_not_bound");
    assertThat(operator.run("login", "--role=web", "--all", "--jwt-file=none").err())
        .contains("--all needs --explain");
    assertThat(home.resolve(".vault-token")).doesNotExist();
  }

  @Test
  void ownerSeesTheClaimsAndTheReasonsOfARefusal() {
    End end =
        workload.run(
            "explain", "--role=web", "--metadata-address", machine("web-2"), "--vm-name=web-1");
    End json =
        workload.run(
            "explain", "--role=web", "-format=json", "--metadata-address", machine("web-2"));

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.out())
        .contains("is not verified", "principal_not_bound (check bound_service_principal_ids)");
    assertThat(end.out().lines())
        .anyMatch(line -> line.matches("oid +the principal.* " + AzureMount.principal(2)))
        .anyMatch(line -> line.matches("xms_az_rid +the resource +/subscriptions/.*/web-2"))
        .anyMatch(line -> line.matches("exp +expires +\\S+Z, in \\d+ h.*"))
        .anyMatch(line -> line.matches("  to do   add the object id .*"))
        .contains("  page    docs/reference/codes.md#principal_not_bound");
    assertThat(end.err()).contains("update on auth/azure/login/explain");
    assertThat(json.out())
        .contains("\"granted\": false", "\"claims_verified\": false", "\"server_time\": \"20");
  }

  @Test
  void grantedLoginOfAnExplanationLeavesNoToken() {
    int before = tokens();

    End end = workload.run("explain", "--role=web", "--metadata-address", machine("web-1"));

    assertThat(end.exit()).isZero();
    assertThat(end.out())
        .contains("The server grants this login. The token that it issued was rev");
    assertThat(end.out()).doesNotContain("azs.");
    assertThat(tokens()).isEqualTo(before);
    assertThat(home.resolve(".vault-token")).doesNotExist();
  }

  private static int tokens() {
    return server.root().list("auth/token/accessors").data().path("keys").size();
  }

  @Test
  void explainIsTheServersWithATokenThatMayAndTheOwnersWithOneThatMayNot() {
    String poor =
        server
            .root()
            .write("auth/token/create", Map.of("policies", List.of("default")))
            .clientToken();

    End operator =
        workload
            .with("VAULT_TOKEN", server.rootToken())
            .run("explain", "--role=web", "--metadata-address", machine("web-2"));
    End owner =
        workload
            .with("VAULT_TOKEN", poor)
            .run("explain", "--role=web", "--metadata-address", machine("web-2"));

    assertThat(operator.exit()).isEqualTo(1);
    assertThat(operator.out()).contains("The login would be refused.", "expected");
    assertThat(owner.exit()).isEqualTo(1);
    assertThat(owner.err()).contains("your token may not explain logins");
    assertThat(owner.out()).contains("principal_not_bound (check");
  }

  @Test
  void explainOfWhatIsNoTokenSaysSo() throws IOException {
    Path file = Files.writeString(home.resolve("jwt"), "secret-words");

    End end = workload.run("explain", "--role=web", "--jwt-file=" + file);

    assertThat(end.out()).contains("The token is not a JWT of three parts.", "token_not_accepted");
    assertThat(end.out() + end.err()).doesNotContain("secret-words");
  }

  @Test
  void explainsALoginOfAnotherMethodByItsParameters() {
    server.root().write("sys/auth/explained", Map.of("type", "approle"));
    server.root().write("auth/explained/role/app", Map.of("token_policies", "app"));
    CommandLineRun operator = workload.with("VAULT_TOKEN", server.rootToken());

    End refused =
        operator.run("explain", "--mount=explained", "role_id=none-such", "secret_id=none-such");
    End forbidden = workload.run("explain", "--mount=auth/explained/", "role_id=none-such");
    End ignored =
        operator.run("explain", "--mount=explained", "--jwt-file=none-such", "role_id=none-such");
    End nothing = operator.run("explain");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).contains("role_id_unknown", "The login would be refused.");
    assertThat(forbidden.err()).contains("auth/explained/login/explain");
    assertThat(ignored.exit()).isEqualTo(2);
    assertThat(ignored.err()).contains("--jwt-file has no effect with KEY=VALUE");
    assertThat(nothing.exit()).isEqualTo(2);
    assertThat(nothing.err()).contains("--role=NAME is missing, or the parameters of a login");
  }
}
