package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a person logs in, with the Azure CLI or a token, and where the token is kept. */
final class PersonLoginTest extends LoginCommandFixture {

  private CommandLineRun withAz(String script) throws IOException {
    Path az = Files.writeString(Files.createDirectories(home.resolve("bin")).resolve("az"), script);
    Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwx------"));
    return workload.with("PATH", "relative:" + home.resolve("bin"));
  }

  @Test
  void personLogsInWithTheAzureCli() throws IOException {
    String ada = mount.mint(TokenRequest.forUser("ada", AzureMount.AUDIENCE));
    String oid = new ObjectMapper().readTree(payload(ada)).path("oid").asText();
    mount.role(
        "ops",
        "bound_service_principal_ids",
        oid,
        "allow_user_tokens",
        true,
        "token_policies",
        "operator");
    CommandLineRun person =
        withAz(
            """
            #!/bin/sh
            echo "$@" > "%s/asked"
            echo "WARNING: an update is there" >&2
            printf '{"accessToken": "%%s", "tokenType": "Bearer"}' '%s'
            """
                .formatted(home, ada));

    End end = person.run("login", "--role=ops", "--source=az", "--tenant=" + AzureMount.TENANT);

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out()).startsWith("Success! You are logged in.");
    assertThat(Files.readString(home.resolve("asked")))
        .isEqualToIgnoringNewLines(
            "account get-access-token --output=json --resource="
                + AzureMount.AUDIENCE
                + " --tenant="
                + AzureMount.TENANT);
    assertThat(person.run("login", "--role=web", "--source=az").err())
        .contains("[user_token]", "azimuth explain");
  }

  /** The policy of the page gives an operator what the page says, and not everything. */
  @Test
  void operatorOfThePageCanOperate() throws IOException {
    String page = Files.readString(Path.of("../../docs/guides/people.md"));
    Matcher policy = Pattern.compile("(?s)```hcl\n(.*?)```").matcher(page);
    assertThat(policy.find()).isTrue();
    CommandLineRun root = workload.with("VAULT_TOKEN", server.rootToken());
    assertThat(root.piping(policy.group(1)).run("policy", "write", "operator", "-").exit())
        .isZero();
    String token = root.run("token", "create", "-policy=operator", "-field=token").out();
    CommandLineRun operator = workload.with("VAULT_TOKEN", token);

    for (String line :
        List.of(
            "auth list",
            "secrets list",
            "audit list",
            "policy list",
            "policy explain -policy=operator sys/mounts",
            "list auth/token/accessors",
            "read auth/azure/role/web",
            "write auth/azure/role/paged bound_service_principal_ids=" + AzureMount.WEB_1,
            "explain --role=web --metadata-address=" + machine("web-1"))) {
      assertThat(operator.run(line.split(" ", -1)).err()).as(line).doesNotContain("Code: 403");
    }
    assertThat(operator.run("read", "sys/seal").exit()).isNotZero();
    assertThat(operator.run("token", "create", "-policy=root").err()).contains("Code: 403");
  }

  private static byte[] payload(String jwt) {
    return Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
  }

  @Test
  void azThatIsMissingOrSignedOutOrFailsIsTold() throws IOException {
    End missing = workload.with("PATH", "bin").run("login", "--role=web", "--source=az");
    End out =
        withAz("#!/bin/sh\necho \"ERROR: Please run 'az login' to setup account.\" >&2\nexit 1\n")
            .run("login", "--role=web", "--source=az");
    End broken =
        withAz("#!/bin/sh\necho 'AADSTS500011: no such resource' >&2\nexit 3\n")
            .run("login", "--role=web", "--source=az");
    End empty = withAz("#!/bin/sh\necho '{}'\n").run("login", "--role=web", "--source=az");
    End bad =
        withAz("#!/bin/sh\n").run("login", "--role=web", "--source=az", "--resource=x & calc");

    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.err()).contains("source az", "there is no az on the PATH", "--jwt-file");
    assertThat(out.err()).contains("nobody is signed in to the Azure CLI", "run az login");
    assertThat(broken.err()).contains("az failed with exit code 3", "AADSTS500011");
    assertThat(empty.err()).contains("an answer without a token");
    assertThat(bad.err()).contains("--resource has characters that az cannot take");
  }

  @Test
  void tokenIsCheckedAndKept() {
    CommandLineRun typing = workload.piping(server.rootToken() + "\n");

    End end = typing.run("login", "-");

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out()).startsWith("Success! You are logged in with this token.");
    assertThat(end.out().lines()).anyMatch(line -> line.matches("token_policies +\\[\"root\"]"));
    assertThat(workload.run("read", "-field=display_name", "auth/token/lookup-self").out())
        .isEqualTo("root");
  }

  @Test
  void tokenOnTheCommandLineIsWarnedOfAndAWrongOneIsNotKept() {
    End wrong = workload.run("login", "azs.wrong");
    End right = workload.run("login", "-no-store", "-field=policies", server.rootToken());

    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err())
        .contains("the token stands on the command line", "Error logging in with the token", "403");
    assertThat(right.exit()).isZero();
    assertThat(right.out()).isEqualTo("[root]");
    assertThat(home.resolve(".vault-token")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "login, '--role=NAME is missing, or a token'",
    "login --source=az, '--role=NAME is missing'",
    "login - --vm-name=web-1, '--role=NAME is missing'",
    "login --role=web azs.x, 'give a token or --role, not both'",
  })
  void loginNeedsARoleOrAToken(String line, String sentence) {
    End end = workload.run(line.split(" ", -1));

    assertThat(end.exit()).isEqualTo(2);
    assertThat(end.err()).contains(sentence);
  }

  @Test
  void variableThatWinsOverTheKeptTokenIsWarnedOf() {
    End end =
        workload
            .with("AZIMUTH_TOKEN", "azs.other")
            .run("login", "--role=web", "--metadata-address", machine("web-1"));

    assertThat(end.exit()).isZero();
    assertThat(end.err()).contains("Warning: AZIMUTH_TOKEN is set");
  }

  @Test
  void helperKeepsTheToken() throws IOException {
    Path helper =
        Files.writeString(
            home.resolve("helper"),
            """
            #!/bin/sh
            case $1 in
              get) cat "%1$s/kept" ;;
              store) cat > "%1$s/kept" ;;
              erase) rm -f "%1$s/kept" ;;
            esac
            """
                .formatted(home));
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(home.resolve(".vault"), "token_helper = \"" + helper + "\"\n");

    End end = workload.run("login", "--role=web", "--metadata-address", machine("web-1"));

    assertThat(end.exit()).isZero();
    assertThat(Files.readString(home.resolve("kept"))).startsWith("azs.");
    assertThat(home.resolve(".vault-token")).doesNotExist();
    assertThat(workload.run("read", "auth/token/lookup-self").exit()).isZero();
  }

  @Test
  void helperIsNamedByAnAbsolutePath() throws IOException {
    Files.writeString(home.resolve(".vault"), "token_helper = \"helper\"\n");

    End end = workload.run("login", "--role=web", "--metadata-address", machine("web-1"));

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("token_helper must be an absolute path");
  }
}
