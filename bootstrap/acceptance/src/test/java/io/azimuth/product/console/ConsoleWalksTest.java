package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What people do on several pages of the console. */
@Tag("browser")
final class ConsoleWalksTest extends ConsoleFixture {

  /** How long a rotation may take: docs/operate/rotation.md. */
  private static final Duration ROTATION = Duration.ofSeconds(75);

  @Test
  void operatorExplainsARefusalRepairsTheRoleRotatesAndRevokes() {
    String role = "repaired";
    mount.role(role, "bound_service_principal_ids", AzureMount.principal(9), "token_ttl", "1h");
    String jwt = mount.jwt();
    assertThat(mount.login(role, jwt).status()).isEqualTo(403);

    logIn(server.rootToken());
    browser.press("Rotation");
    browser.press("Rotate now");
    browser.sees("removes the old one");
    browser.press("Rotate");
    browser.sees("The rotation has begun");
    browser.sees("since"); // it takes half a minute

    browser.press("Why refused?");
    browser.sees("principal_not_bound");
    browser.open("details", role);
    browser.sees(AzureMount.principal(9)); // expected
    browser.sees(AzureMount.WEB_1); // found
    browser.fill("Role", role);
    browser.fill("Token", jwt);
    browser.press("Run checks");
    browser.sees("The login would be refused.");
    browser.sees(AzureMount.principal(9)); // expected
    browser.sees(AzureMount.WEB_1); // found

    browser.press("Open the role " + role);
    browser.fill("bound_service_principal_ids", AzureMount.WEB_1);
    browser.sees("1 changed");
    browser.press("Save");
    browser.sees("The role is saved");
    browser.sees("Nothing is changed.");

    browser.press("Try a login");
    browser.fill("Token", jwt);
    browser.press("Run checks");
    browser.sees("The login would be granted.");
    String token = mount.login(role, jwt).clientToken();

    String accessor =
        server.as(token).get("auth/token/lookup-self").data().path("accessor").asText();
    browser.press("Tokens");
    browser.fill("Accessor", accessor);
    browser.press("Look up");
    browser.sees("azure-" + AzureMount.WEB_1);
    browser.press("Revoke");
    browser.sees("end at once");
    browser.press("Revoke");
    browser.sees("The token is revoked");
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(403);

    browser.press("Rotation");
    browser.seesIn(ROTATION, "Last on");
    assertThat(server.root().get(mount.at("config/status")).data().at("/rotation/last").asText())
        .as("the rotation has ended")
        .startsWith("20");
  }

  @Test
  void saysWhoMayNotSeeWhat() {
    mount.role("seen");
    String token =
        server.tokenWith(
            "little",
            """
            path "auth/azure/role/*" { capabilities = ["read", "list"] }
            path "auth/token/lookup-self" { capabilities = ["read"] }
            path "sys/capabilities-self" { capabilities = ["update"] }
            path "sys/internal/specs/openapi" { capabilities = ["read"] }
            """);
    logIn(token);

    browser.sees("This needs read on sys/metrics");
    browser.sees("This needs read on sys/audit");
    browser.go("mounts");
    browser.sees("This needs read on sys/mounts");
    assertThat(browser.all("#navigation [data-closed]"))
        .extracting(link -> link.findElement(By.cssSelector("span")).getText())
        .contains("Why refused?", "Rotation", "Policies", "Tokens", "Leases")
        .doesNotContain("Home", "Roles");

    browser.press("Roles");
    browser.press("seen");
    browser.fill("token_ttl", "2h");
    browser.press("Save");
    browser.sees("This needs update on auth/azure/role/seen");
    browser.press("Undo the changes");
    browser.go("rotation");
    browser.sees("This needs read on auth/azure/config/status");
    browser.go("policies");
    browser.sees("This needs list on sys/policies/acl");
    browser.go("tokens");
    browser.sees("This needs list on auth/token/accessors");
    browser.go("leases");
    browser.sees("This needs list on sys/leases/lookup/");
  }

  @Test
  void noBrowserSendsWhatIsTypedToACheckOfSpelling() {
    server.root().write("sys/mounts/typed", Map.of("type", "kv-v1"));
    logIn(server.rootToken());
    browser.go("refusals/azure");
    browser.sees("Run checks");
    assertThat(checkedForSpelling()).isEqualTo(List.of());
    browser.go("roles/azure/first");
    browser.sees("token_ttl");
    assertThat(checkedForSpelling()).isEqualTo(List.of());
    browser.go("secrets/typed/new");
    browser.press("Create");
    browser.sees("Value 1");
    assertThat(checkedForSpelling()).isEqualTo(List.of());
    browser.press("JSON");
    browser.sees("Values as JSON");
    assertThat(checkedForSpelling()).isEqualTo(List.of());
  }

  private Object checkedForSpelling() {
    return browser.run(
        "return [...document.querySelectorAll('textarea, input')]"
            + ".filter(it => !['checkbox', 'radio'].includes(it.type))"
            + ".filter(it => it.spellcheck || it.getAttribute('autocomplete') !== 'off'"
            + " || it.getAttribute('autocapitalize') !== 'off')"
            + ".map(it => it.outerHTML)");
  }

  @Test
  void givesARoleAPolicyAndASecretForOtherTools() {
    mount.role("copied", "bound_service_principal_ids", AzureMount.WEB_1, "token_ttl", "1h");
    server.root().write("sys/mounts/told", Map.of("type", "kv-v2"));
    server.root().write("told/data/db", Map.of("data", Map.of("user", "not-to-be-copied")));
    logIn(server.rootToken());
    browser.go("roles/azure/copied");
    browser.press("Copy as");
    browser.sees("azimuth write auth/azure/role/copied");
    browser.sees("token_ttl=3600");
    browser.press("Terraform");
    browser.sees("resource \"vault_generic_endpoint\" \"copied\"");
    browser.go("policies/default");
    browser.press("Copy as");
    browser.sees("azimuth policy write default");
    browser.go("secrets/told/db");
    browser.press("Copy as");
    browser.sees("azimuth kv get -mount=told db");
    browser.seesNo("not-to-be-copied");
  }
}
