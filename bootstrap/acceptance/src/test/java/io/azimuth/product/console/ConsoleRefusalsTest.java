package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people learn from Why refused?, and from the page of a reason. */
@Tag("browser")
final class ConsoleRefusalsTest extends ConsoleFixture {

  @Test
  void showsRolesAndRefusalsOfAnyAuthMethodByWhatItServes() {
    server.root().write("sys/auth/services", Map.of("type", "approle"));
    server
        .root()
        .write(
            "auth/services/role/open",
            Map.of("bind_secret_id", false, "secret_id_bound_cidrs", "198.51.100.0/24"));
    String roleId =
        server.root().get("auth/services/role/open/role-id").data().path("role_id").asText();
    assertThat(server.anonymous().post("auth/services/login", Map.of("role_id", roleId)).status())
        .isEqualTo(400);

    logIn(server.rootToken());
    browser.sees("Refused at");
    browser.sees("address_not_in_secret_id_bound_cidrs");
    browser.go("roles/services");
    browser.sees("2 warnings");
    browser.press("open");
    browser.pressNamed("Apply this change: no_secret_id");
    browser.sees("1 changed");
    browser.press("Try a login");
    browser.sees("Leave without saving?");
    browser.press("Leave");
    browser.sees("address_not_in_secret_id_bound_cidrs");
    browser.fill("role_id", roleId);
    browser.press("Run checks");
    browser.sees("The login would be refused.");
    browser.sees("198.51.100.0/24");
  }

  @Test
  void leadsToTheFieldThatRefusedAndNotToARoleThatIsGone() {
    mount.role("narrow", "bound_service_principal_ids", AzureMount.principal(7));
    assertThat(mount.login("narrow", mount.jwt()).status()).isEqualTo(403);
    assertThat(mount.login("nowhere", mount.jwt()).status()).isEqualTo(400);
    logIn(server.rootToken());
    browser.sees("Add the object id");
    browser.sees("Logins under nowhere, which is no role of azure");
    browser.press("Role Role narrow of azure");
    browser.focuses("#" + browser.field("bound_service_principal_ids").getDomAttribute("id"));
    browser.go("refusals/azure");
    browser.open("details", "nowhere");
    browser.sees("there is no such role");
    assertThat(browser.all("a[href='#/roles/azure/nowhere']")).isEmpty();
  }

  @Test
  void opensAPageForEachReasonAndForNoOtherAddress() {
    mount.role("coded", "bound_service_principal_ids", AzureMount.principal(7));
    assertThat(mount.login("coded", mount.jwt()).status()).isEqualTo(403);
    logIn(server.rootToken());
    browser.press("principal_not_bound");
    browser.sees("Latest refusals with this reason");
    browser.sees("azimuth audit find --reason=principal_not_bound");
    browser.sees(AzureMount.principal(7));
    browser.sees("Add the object id");
    assertThat(
            judged(
                "pages/refusals.js",
                "['/vm/web-1', null].map((resource) => it.callerOf({resource, principal: 'p'}))"))
        .isEqualTo(List.of("web-1", "p"));
    browser.go("refusals/azure");
    browser.fill("Filter", "coded");
    browser.sees("coded");
    browser.fill("Filter", "no refusal is like this");
    browser.sees("No refusal has this in it.");
    browser.go("nonsense");
    browser.sees("No such page");
  }
}
