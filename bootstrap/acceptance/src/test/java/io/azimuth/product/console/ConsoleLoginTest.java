package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;

/** How people log in to the console, and how a session ends. */
@Tag("browser")
final class ConsoleLoginTest extends ConsoleFixture {

  @Test
  void logsInByATokenOfEntraAndShowsTheReasonsOfARefusal() {
    mount.role("people").role("others", "bound_service_principal_ids", AzureMount.principal(8));
    String jwt = mount.jwt();
    browser.press("Entra ID");
    browser.fill("Role", "others");
    browser.fill("Token of Azure", jwt);
    browser.press("Log in");
    browser.sees("The login is refused.");
    browser.sees("principal_not_bound");
    browser.sees(AzureMount.WEB_1);

    browser.fill("Role", "people");
    browser.press("Log in");
    browser.sees("Home");
    browser.sees("azure-" + AzureMount.WEB_1);
  }

  @Test
  void takesNoReturnOfALoginThatItDidNotBegin() {
    browser.open(server.address().resolve("/ui/?state=s1&code=c0de"));
    browser.sees("This tab did not begin that login.");
    assertThat(browser.run("return location.search")).isEqualTo("");
    assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
  }

  @Test
  void tellsThatAnIdentityProviderCannotBeReached() {
    server.root().write("sys/auth/provider", Map.of("type", "oidc"));
    server
        .root()
        .write(
            "auth/provider/config",
            Map.of("oidc_discovery_url", "https://127.0.0.1:1", "oidc_client_id", "me"));
    server
        .root()
        .write(
            "auth/provider/role/ops",
            Map.of(
                "user_claim",
                "sub",
                "allowed_redirect_uris",
                server.address().resolve("/ui/").toString()));
    browser.press("OIDC");
    browser.fill("Mount", "provider");
    browser.fill("Role", "ops");
    browser.press("Log in with OIDC");
    browser.sees("the identity provider cannot be reached");
  }

  @Test
  void refusesATokenThatTheServerDoesNotKnow() {
    browser.fill("Token", "azs.no-such-token-of-this-server");
    browser.press("Log in");
    browser.sees("The server does not know this token.");
  }

  @Test
  void isThereBeforeTheServerIsInitialised(@TempDir Path other) {
    try (TestingServer closed =
        TestingServer.in(other).config("ui = true").openedByPeople().start()) {
      browser.open(closed.address().resolve("/ui/"));
      browser.sees("not initialised");
      closed.anonymous().write("sys/init", Map.of("secret_shares", 2, "secret_threshold", 2));
      browser.reload();
      browser.sees("0 of 2 key shares are entered");
    }
  }

  @Test
  void keepsTheTokenInThisTabAndRevokesItAtTheEnd() {
    String token =
        server.tokenWith(
            "leaver", "path \"auth/token/revoke-self\" { capabilities = [\"update\"] }");
    logIn(token);
    browser.reload();
    browser.sees("Home");
    assertThat(browser.run("return document.cookie + JSON.stringify(localStorage)"))
        .isEqualTo("{}");

    browser.driver().switchTo().newWindow(WindowType.TAB);
    browser.open(server.address().resolve("/ui/"));
    browser.sees("Log in");
    browser.driver().close();
    browser.driver().switchTo().window(browser.driver().getWindowHandles().iterator().next());

    browser.press("Log out");
    browser.sees("the token is revoked");
    assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(403);
  }

  @Test
  void endsWhenTheTokenEnds() {
    String token = server.tokenWith("all", "path \"*\" { capabilities = [\"read\", \"list\"] }");
    logIn(token);
    browser.sees("Home");
    server.root().write("auth/token/revoke", Map.of("token", token));
    browser.press("Policies");
    browser.sees("The token is no longer valid.");
  }

  @Test
  void tellsWhenTheSessionEndsAndRenewsIt() {
    String token = server.root().write("auth/token/create", Map.of("ttl", "9m")).clientToken();
    logIn(token);
    browser.sees("ends in");
    browser.press("Renew");
    browser.sees("Your token is renewed");
  }
}
