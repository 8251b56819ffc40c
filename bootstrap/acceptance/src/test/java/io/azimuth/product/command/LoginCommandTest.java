package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code azimuth login} on each platform of the simulated Azure. */
final class LoginCommandTest extends LoginCommandFixture {

  @BeforeAll
  static void bindWorkloads() {
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
  void serverThatIsBusyWithAzureIsAskedAgain() {
    AzureMount.enable(server, "busy")
        .readingResources()
        .with("max_retries", -1, "login_timeout", 0)
        .role("web", "bound_resource_groups", "rg-web");
    server.azure().fault(SimulatedFault.status(SimulatorEndpoint.RESOURCE_MANAGER, 503));
    String[] login = {"login", "--path=busy", "--role=web", "--metadata-address", machine("web-1")};

    End end = workload.run(login);

    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.err()).contains("Code: 503");
    assertThat(workload.pauses()).hasSize(2).allMatch(pause -> pause.toSeconds() >= 1);
    CommandLineRun hasty = workload.with("VAULT_MAX_RETRIES", "0");
    hasty.run(login);
    assertThat(hasty.pauses()).isEmpty();
  }
}
