package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code azimuth login} on each platform of the simulated Azure. */
final class LoginCommandTest {

  private static TestingServer server;
  private static AzureMount mount;

  @TempDir private Path home;
  private CommandLineRun workload;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = TestingServer.in(directory).start();
    mount = AzureMount.enable(server, "azure").readingResources();
    mount.role("web", "token_policies", "web", "token_ttl", "1h");
    bind("scale-set", 5, "bound_scale_sets", "fleet");
    bind("function", 7, "bound_resource_types", "Microsoft.Web/sites");
    bind("arc", 21, "bound_resource_groups", "rg-arc");
    bind("pod", 8);
    bind("shared", 4);
  }

  private static void bind(String role, int principal, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "bound_service_principal_ids";
    all[1] = AzureMount.principal(principal);
    System.arraycopy(more, 0, all, 2, more.length);
    mount.role(role, all);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void begin() {
    server.azure().reset();
    workload = CommandLineRun.at(server, home);
  }

  private static String machine(String name) {
    return server.azure().metadataUri(name).toString();
  }

  @Test
  void virtualMachineLogsInAndKeepsItsToken() throws IOException {
    End end = workload.run("login", "-role=web", "--metadata-address", machine("web-1"));

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out().lines())
        .anyMatch(line -> line.startsWith("Success!"))
        .anyMatch(line -> line.matches("token +azs\\..+"))
        .anyMatch(line -> line.matches("token_duration +1h"))
        .anyMatch(line -> line.matches("token_policies +\\[\"default\" \"web\"]"))
        .anyMatch(line -> line.matches("token_meta_role +web"))
        .anyMatch(line -> line.matches("token_meta_vm_name +web-1"))
        .anyMatch(line -> line.matches("token_meta_resource_group_name +rg-web"));
    Path kept = home.resolve(".vault-token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(workload.run("read", "-field=display_name", "auth/token/lookup-self").out())
        .isEqualTo("azure-" + AzureMount.WEB_1);
  }

  @Test
  void scaleSetInstanceSendsTheNameOfItsSet() {
    End end =
        workload.run(
            "login",
            "--role=scale-set",
            "--metadata-address",
            machine("fleet_0"),
            "--no-store",
            "-field=metadata",
            "-format=json");

    assertThat(end.err()).doesNotContain("Error");
    assertThat(end.exit()).isZero();
    assertThat(end.out()).contains("\"vmss_name\": \"fleet\"");
    assertThat(home.resolve(".vault-token")).doesNotExist();
  }

  @Test
  void functionAppLogsInByItsVariables() {
    End end =
        workload
            .with("IDENTITY_ENDPOINT", machine("orders-func") + "msi/token")
            .with("IDENTITY_HEADER", server.azure().fleet().identityHeader().expose())
            .with("WEBSITE_OWNER_NAME", "22222222-2222-2222-2222-222222222222+rg-apps-web")
            .with("WEBSITE_RESOURCE_GROUP", "rg-apps")
            .with("WEBSITE_SITE_NAME", "orders-func")
            .run("login", "--role=function");

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out().lines())
        .anyMatch(
            line -> line.matches("token_meta_resource_id +.*/Microsoft.Web/sites/orders-func"));
  }

  @Test
  void functionAppCanChooseAnotherIdentity() {
    CommandLineRun app =
        workload
            .with("IDENTITY_ENDPOINT", machine("orders-func") + "msi/token")
            .with("IDENTITY_HEADER", server.azure().fleet().identityHeader().expose());

    End end = app.run("login", "--role=function", "--client-id", AzureMount.client(2));

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("[principal_not_bound]");
  }

  @Test
  void arcMachineShowsThatItCanReadTheKey() {
    End end =
        workload
            .with("IDENTITY_ENDPOINT", machine("arc-1") + "metadata/identity/oauth2/token")
            .with("IMDS_ENDPOINT", machine("arc-1"))
            .run("login", "--role=arc", "--arc-key-directory", server.path("arc").toString());

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
    assertThat(end.out().lines())
        .anyMatch(line -> line.matches("token_meta_resource_id +.*/machines/arc-1"));
  }

  @Test
  void arcKeyElsewhereIsNotRead() {
    End end =
        workload
            .with("IDENTITY_ENDPOINT", machine("arc-1") + "metadata/identity/oauth2/token")
            .with("IMDS_ENDPOINT", machine("arc-1"))
            .run("login", "--role=arc", "--arc-key-directory", home.toString());

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("source arc", "a file that is not one of its keys");
  }

  private CommandLineRun pod(String name, int client) {
    return workload
        .with("AZURE_FEDERATED_TOKEN_FILE", server.path("pods/" + name + ".token").toString())
        .with("AZURE_CLIENT_ID", AzureMount.client(client))
        .with("AZURE_TENANT_ID", AzureMount.TENANT)
        .with("AZURE_AUTHORITY_HOST", server.azure().authorityUri().toString());
  }

  @Test
  void podExchangesItsServiceAccountToken() {
    End end =
        pod("orders-pod", 8)
            .run("login", "--role=pod", "--azure-ca-cert", server.path("ca.pem").toString());

    assertThat(end.err()).isEmpty();
    assertThat(end.exit()).isZero();
  }

  @Test
  void podOfAnotherIdentityGetsNoToken() {
    End end =
        pod("billing-pod", 8)
            .run("login", "--role=pod", "--azure-ca-cert", server.path("ca.pem").toString());

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("source aks", "invalid_client");
  }

  @Test
  void signInServiceOfAnUnknownAuthorityIsNotTrusted() {
    End end = pod("orders-pod", 8).run("login", "--role=pod");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("is not trusted");
  }

  @Test
  void tokenFromAFileLogsIn() throws IOException {
    Path file = Files.writeString(home.resolve("jwt"), mount.jwt() + "\n");

    End end = workload.run("login", "--role=web", "--jwt-file", file.toString(), "--token-only");

    assertThat(end.err()).isEmpty();
    assertThat(end.out()).matches("azs\\.[A-Za-z0-9]+\\R");
    assertThat(home.resolve(".vault-token")).doesNotExist();
  }

  @Test
  void ofAWrappedLoginTheTokenAloneIsTheWrappingToken() throws IOException {
    Path file = Files.writeString(home.resolve("jwt"), mount.jwt());

    End end =
        workload.run(
            "login", "--role=web", "--jwt-file", file.toString(), "--token-only", "-wrap-ttl=60");
    End opened = workload.run("unwrap", "-field=token", end.out().strip());

    assertThat(end.out()).matches("azs\\.[A-Za-z0-9]+\\R");
    assertThat(opened.out()).startsWith("azs.").isNotEqualTo(end.out().strip());
  }

  @Test
  void severalIdentitiesAskForAChoice() {
    End open = workload.run("login", "--role=shared", "--metadata-address", machine("web-4"));
    End chosen =
        workload.run(
            "login",
            "--role=shared",
            "--metadata-address",
            machine("web-4"),
            "--client-id",
            AzureMount.client(4));

    assertThat(open.exit()).isEqualTo(1);
    assertThat(open.err()).contains("the metadata service answered 400: invalid_request");
    assertThat(chosen.err()).doesNotContain("metadata service");
    assertThat(chosen.exit()).isZero();
  }

  @Test
  void onlyOneIdentityCanBeChosen() {
    End end = workload.run("login", "--role=web", "--client-id=a", "--object-id=b");

    assertThat(end.exit()).isEqualTo(2);
    assertThat(end.err()).contains("mutually exclusive");
  }

  @Test
  void busyMetadataServiceIsAskedAgainAsAzureWants() {
    server.azure().fault(SimulatedFault.status(SimulatorEndpoint.IDENTITY, 429).times(2));

    End end = workload.run("login", "--role=web", "--metadata-address", machine("web-1"));

    assertThat(end.exit()).isZero();
    assertThat(workload.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(6));
  }

  @Test
  void machineWithoutNamesLogsInWithAWarning() {
    server.azure().fault(SimulatedFault.status(SimulatorEndpoint.INSTANCE, 403));

    End end = workload.run("login", "--role=web", "--metadata-address", machine("web-1"));

    assertThat(end.exit()).isZero();
    assertThat(end.err()).contains("Warning: the instance document could not be read: status 403");
  }

  @Test
  void machineThatIsNotInAzureIsToldSo() {
    End end = workload.run("login", "--role=web", "--metadata-address=http://127.0.0.1:1");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err())
        .contains("Error fetching a token (source vm)", "is this a machine in Azure?");
  }

  @ParameterizedTest
  @CsvSource({
    "AZURE_FEDERATED_TOKEN_FILE, source aks",
    "IDENTITY_HEADER, source app-service",
    "IMDS_ENDPOINT, source arc",
  })
  void variablesTellThePlatform(String variable, String source) {
    End end =
        workload
            .with("IDENTITY_ENDPOINT", "http://127.0.0.1:1/")
            .with(variable, "http://127.0.0.1:1/")
            .run("login", "--role=web");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"azure", "auth/azure", "/auth/azure/"})
  void mountMayBeWrittenInFull(String path) {
    End end =
        workload.run(
            "login", "--role=web", "--mount", path, "--metadata-address", machine("web-1"));

    assertThat(end.exit()).isZero();
  }

  @Test
  void refusalTellsWhy() {
    End end =
        workload.with("AZIMUTH_METADATA_ADDRESS", machine("web-2")).run("login", "--role=web");

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("Error logging in: ", "Code: 403", "[principal_not_bound]");
    assertThat(end.out()).isEmpty();
  }

  @Test
  void explanationShowsEveryCheckAndIssuesNothing() {
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
        .contains("The login would be granted:");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).contains("principal_not_bound", "The login would be refused.");
    assertThat(home.resolve(".vault-token")).doesNotExist();
  }

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
    String page = Files.readString(Path.of("../docs/people.md"));
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
    "login --role=web azs.x, 'give a token or --role, not both'",
  })
  void loginNeedsARoleOrAToken(String line, String sentence) {
    End end = workload.run(line.split(" ", -1));

    assertThat(end.exit()).isEqualTo(2);
    assertThat(end.err()).contains(sentence);
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
        .anyMatch(line -> line.matches("  to do   add the object id .*"));
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

  @Test
  void serverThatIsBusyWithAzureIsAskedAgain(@TempDir Path directory) {
    try (TestingServer fresh = TestingServer.in(directory).start()) {
      AzureMount.enable(fresh, "azure").role("web");
      fresh.azure().fault(SimulatedFault.status(SimulatorEndpoint.KEYS, 503));
      CommandLineRun run = CommandLineRun.at(fresh, home);
      String metadata = fresh.azure().metadataUri("web-1").toString();

      End end = run.run("login", "--role=web", "--metadata-address", metadata);

      assertThat(end.exit()).isEqualTo(1);
      assertThat(end.err()).contains("Code: 503");
      assertThat(run.pauses()).hasSize(2).allMatch(pause -> pause.toSeconds() >= 1);
      CommandLineRun hasty = CommandLineRun.at(fresh, home).with("VAULT_MAX_RETRIES", "0");
      hasty.run("login", "--role=web", "--metadata-address", metadata);
      assertThat(hasty.pauses()).isEmpty();
    }
  }
}
