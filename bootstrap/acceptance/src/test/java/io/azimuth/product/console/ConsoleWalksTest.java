package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.product.azure.AzureMount;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.TestingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** What people do in the console. */
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
  void appliesAChangeThatTheLinterAdvises() {
    mount.role("advised");
    logIn(server.rootToken());
    browser.press("Roles");
    browser.sees("warning");
    browser.press("advised");
    browser.sees("token_ttl is not set");
    browser.pressNamed("Apply this change: no_ttl");
    browser.sees("1 changed");
    browser.press("Save");
    browser.sees("The role is saved");
    browser.seesNo("token_ttl is not set");
    assertThat(server.root().get(mount.at("role/advised")).data().path("token_ttl").asInt())
        .isEqualTo(3_600);
  }

  @Test
  void readsTheDescriptionOfTheApiOnceForAllSaves() {
    logIn(server.rootToken());
    browser.go("roles/azure/often");
    browser.sees("There is no such role yet");
    for (String lifetime : List.of("1h", "2h")) {
      browser.fill("bound_service_principal_ids", AzureMount.WEB_1);
      browser.fill("token_ttl", lifetime);
      browser.press("Save");
      browser.sees("Nothing is changed.");
      browser.sees("The role is saved");
    }

    assertThat(
            browser.run(
                "return performance.getEntriesByType('resource')"
                    + ".filter(it => it.name.endsWith('/specs/openapi')).length"))
        .isEqualTo(1L);
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
  void keepsAValueWithALineBreak() {
    JwtMount.enable(server, "notes").role("noted", "bound_claims", Map.of("note", "one\ntwo"));
    logIn(server.rootToken());
    browser.go("roles/notes/noted");
    browser.sees("bound_claims");
    String shown = browser.field("bound_claims").getDomProperty("value");
    browser.fill("bound_claims", shown.replace("two", "three"));
    browser.sees("1 changed");
    browser.press("Save");
    browser.sees("The role is saved");

    assertThat(server.root().get("auth/notes/role/noted").data().at("/bound_claims/note").asText())
        .isEqualTo("one\nthree");
  }

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
  void tellsThatLoginsEndWithoutADecision() {
    AzureMount away =
        AzureMount.enable(server, "unreachable").readingResources().with("max_retries", -1);
    away.role("web", "bound_resource_groups", "rg-web");
    server.azure().resourceManager().fault(ResourceFault.status("*", 503).times(1));
    assertThat(away.login("web", away.jwt()).status()).isEqualTo(503);

    logIn(server.rootToken());
    browser.sees("Logins of unreachable end without a decision.");
    browser.sees("Azure at unreachable");
    browser.sees("Resource Manager failed");
    browser.go("refusals/unreachable");
    browser.sees("Logins without a decision since the server started: 1");
    browser.sees("No login was refused since the server started.");
  }

  @Test
  void saysOfWhichMountsFailedLoginsAreNotKnown() {
    server.root().write("sys/auth/closed", Map.of("type", "approle"));
    logIn(
        server.tokenWith(
            "half",
            """
            path "auth/azure/refusals" { capabilities = ["read"] }
            path "auth/closed/role/*" { capabilities = ["read", "list"] }
            path "auth/token/lookup-self" { capabilities = ["read"] }
            path "sys/capabilities-self" { capabilities = ["update"] }
            path "sys/internal/specs/openapi" { capabilities = ["read"] }
            """));

    browser.sees("This needs read on auth/closed/refusals");
    assertThat(browser.all("p"))
        .extracting(WebElement::getText)
        .doesNotContain("No login failed at this server within the last hour.");
  }

  @Test
  void showsTheStateOfTheServerAndLiveGraphs() {
    mount.role("counted");
    mount.loggedIn("counted");
    logIn(server.rootToken());

    browser.press("Server");
    browser.sees("Nodes");
    browser.sees("leader");
    browser.sees("Open connections");
    browser.sees("granted");
    browser.sees("discovery");
    assertThat(browser.title()).isEqualTo("Server – Azimuth");
    assertThat(browser.all("svg[role=img]"))
        .extracting(graph -> graph.getDomAttribute("aria-label"))
        .satisfiesExactly(
            logins -> assertThat(logins).startsWith("Logins, per second, now: granted"),
            azure -> assertThat(azure).startsWith("Azure calls, per second, now: discovery"),
            requests -> assertThat(requests).startsWith("Requests, per second, now: 2xx"));
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
  void refusesATokenThatTheServerDoesNotKnow() {
    browser.fill("Token", "azs.no-such-token-of-this-server");
    browser.press("Log in");
    browser.sees("The server does not know this token.");
  }

  @Test
  void worksWithVersionsOfSecrets() {
    server.root().write("sys/mounts/kv2", Map.of("type", "kv-v2"));
    logIn(server.rootToken());
    browser.go("secrets/kv2");
    browser.fill("Name below kv2", "web/db");
    browser.press("Open");
    browser.sees("There is no such secret yet.");
    write("{\"password\": \"<img src=x onerror=alert(1)>\"}");
    browser.sees("Values of version 1");
    browser.seesNo("onerror");
    browser.press("Show password");
    browser.sees("<img src=x onerror=alert(1)>"); // text, not markup

    browser.press("Write a new version");
    server.root().write("kv2/data/web/db", Map.of("data", Map.of("password", "of somebody else")));
    browser.fill("Value 1", "mine");
    browser.press("Write");
    browser.sees("check-and-set parameter did not match the current version");
    browser.sees("Version 2 was written meanwhile");
    browser.sees("It differs from yours in password");
    browser.press("Write mine over version 2");
    browser.sees("Values of version 3");
    browser.go("secrets/kv2/web%2F");
    browser.press("db");
    browser.sees("Values of version 3");

    browser.press("Delete version 3");
    browser.press("delete");
    browser.sees("This version was deleted");
    browser.press("Undelete version 3");
    browser.press("undelete");
    browser.sees("Values of version 3");
    browser.press("Destroy version 1");
    browser.press("destroy");
    browser.sees("destroyed");
    assertThat(
            server.root().get("kv2/metadata/web/db").data().at("/versions/1/destroyed").asBoolean())
        .isTrue();
  }

  @Test
  void worksWithSecretsWithoutVersions() {
    server.root().write("sys/mounts/kv1", Map.of("type", "kv-v1"));
    logIn(server.rootToken());
    browser.go("secrets/kv1/plain");
    browser.sees("There is no such secret yet.");
    write("{\"colour\": \"blue\"}");
    browser.press("Show colour");
    browser.sees("blue");
    browser.press("Delete the secret");
    browser.press("Delete");
    browser.sees("The secret is deleted");
    assertThat(server.root().get("kv1/plain").status()).isEqualTo(404);
  }

  @Test
  void listsManySecretsAPageAtATimeAndFiltersThem() {
    server.root().write("sys/mounts/many", Map.of("type", "kv-v1"));
    for (int i = 100; i < 220; i++) {
      server.root().write("many/s-" + i, Map.of("value", i));
    }
    logIn(server.rootToken());
    browser.go("secrets/many");
    browser.sees("1 to 50");
    browser.seesNo("s-150");
    browser.press("Next");
    browser.sees("51 to 100");
    browser.sees("s-150");
    browser.press("Previous");
    browser.sees("1 to 50");
    assertThat((String) browser.run(REQUESTED, "/v1/many/")).as("by page").contains("limit=51");

    browser.fill("Filter", "S-21");
    browser.sees("1 to 10 of 10 (120 without the filter)");
    browser.seesNo("s-100");
    browser.fill("Filter", "nowhere");
    browser.sees("No name has this in it.");
    browser.fill("Filter", "s-");
    browser.press("Z to A");
    browser.sees("1 to 50 of 120");
    assertThat(browser.all("tbody th").get(0).getText()).isEqualTo("s-219");
  }

  /** The query of the latest request whose address has the text. */
  private static final String REQUESTED =
      "return performance.getEntriesByType('resource').map(it => it.name)"
          + ".filter(it => it.includes(arguments[0])).pop()";

  @Test
  void writesValuesRowByRow() {
    server.root().write("sys/mounts/rows", Map.of("type", "kv-v1"));
    logIn(server.rootToken());
    browser.go("secrets/rows/db");
    browser.press("Create");
    browser.fill("Name 1", "user");
    browser.fill("Value 1", "web");
    browser.press("Add a value");
    browser.fill("Name 2", "user");
    browser.fill("Value 2", "12");
    browser.press("Write");
    browser.sees("Another row has this name.");
    browser.fill("Name 2", "port");
    browser.press("as JSON 2");
    browser.press("JSON");
    assertThat(browser.field("Values as JSON").getDomProperty("value")).contains("\"port\": 12");
    browser.press("Names and values");
    browser.press("Write");
    browser.sees("The secret is written");

    assertThat(server.root().get("rows/db").data().path("port").isInt()).isTrue();
    assertThat(server.root().get("rows/db").data().path("user").asText()).isEqualTo("web");
  }

  @Test
  void asksBeforeWorkIsLost() {
    logIn(server.rootToken());
    browser.go("roles/azure/first");
    browser.fill("token_ttl", "2h");
    assertThat(browser.run(LEAVES)).as("the browser asks, too").isEqualTo(false);
    browser.press("Policies");
    browser.sees("Leave without saving?");
    browser.press("Cancel");
    browser.seesNo("Leave without saving?");
    assertThat(browser.field("token_ttl").getDomProperty("value")).isEqualTo("2h");
    assertThat(browser.run("return location.hash")).isEqualTo("#/roles/azure/first");
    browser.press("Policies");
    browser.press("Leave");
    browser.sees("All policies");
    assertThat(browser.run(LEAVES)).isEqualTo(true);
  }

  /** Whether the browser would leave the page without a question. */
  private static final String LEAVES =
      "return dispatchEvent(new Event('beforeunload', {cancelable: true}))";

  @Test
  void saysAtItsFieldWhatIsWrong() {
    logIn(server.rootToken());
    browser.go("roles/azure/first");
    browser.fill("token_ttl", "soon");
    browser.press("Save");
    browser.sees("a duration is expected");
    assertThat(browser.field("token_ttl").getDomAttribute("aria-invalid")).isEqualTo("true");
    browser.press("Undo the changes");
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

  @Test
  void offersOnlyWhatTheTokenMayDo() {
    server.root().write("sys/mounts/shown", Map.of("type", "kv-v2"));
    server.root().write("shown/data/db", Map.of("data", Map.of("user", "web")));
    logIn(
        server.tokenWith(
            "looker",
            """
            path "shown/*" { capabilities = ["read", "list"] }
            path "auth/token/lookup-self" { capabilities = ["read"] }
            path "sys/capabilities-self" { capabilities = ["update"] }
            """));
    browser.go("secrets/shown/db");
    browser.sees("Values of version 1");
    browser.seesNo("Delete the secret");
    browser.seesNo("Write a new version");
    browser.seesNo("Destroy");
  }

  @Test
  void showsOddNamesWhole() {
    server.root().write("sys/mounts/odd", Map.of("type", "kv-v1"));
    String spaces = "a b  c";
    String far = "x".repeat(300);
    server.root().write("odd/" + spaces.replace(" ", "%20"), Map.of("value", 1));
    server.root().write("odd/" + far, Map.of("value", 1));
    logIn(server.rootToken());
    browser.go("secrets/odd");
    browser.sees("1 to 2");
    assertThat(browser.all("tbody th")).extracting(WebElement::getText).contains(spaces, far);
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(1280L);
    assertThat(
            browser.run(
                "const it = document.querySelector('.scroll');"
                    + " return it.scrollWidth <= it.clientWidth"))
        .as("no column is out of view")
        .isEqualTo(true);
  }

  @Test
  void findsEverythingWithTheKeyboard() {
    mount.role("findable");
    server.root().write("sys/mounts/deep", Map.of("type", "kv-v2"));
    server.root().write("deep/data/shop/eu/db", Map.of("data", Map.of("user", "web")));
    logIn(server.rootToken());
    browser.settles();
    search("findab");
    browser.sees("Role of azure");
    browser.type(Keys.ENTER);
    browser.sees("token_ttl is not set");

    search("shop db");
    browser.sees("deep/shop/eu/db");
    browser.type(Keys.ENTER);
    browser.sees("Values of version 1");

    search("nothing of that kind");
    browser.sees("Nothing that your token may see");
    browser.type(Keys.ESCAPE);
    browser.seesNo("Nothing that your token may see");

    browser.run("document.querySelector('.search-button').focus()");
    search("findab");
    browser.sees("Role of azure");
    browser.type(Keys.ESCAPE);
    browser.seesNo("Role of azure");
    browser.focuses(".search-button");
  }

  private void search(String text) {
    browser.type(Keys.chord(Keys.CONTROL, "k"));
    browser.focuses("dialog.search input");
    browser.type(text);
  }

  private void write(String json) {
    browser.press("Create");
    browser.press("JSON");
    browser.fill("Values as JSON", json);
    browser.press("Write");
    browser.sees("The secret is written");
  }

  @Test
  void editsAPolicyAndSaysWhichRuleDecides() {
    logIn(server.rootToken());
    browser.press("Policies");
    browser.fill("Name of the policy", "shop");
    browser.press("Create");
    browser.sees("There is no such policy yet.");
    browser.fill("Rules", "path \"secret/data/shop/*\" { capabilities = [\"raed\"] }");
    browser.press("Save");
    browser.sees("raed");
    browser.fill("Rules", "path \"secret/data/shop/*\" { capabilities = [\"read\"] }");
    browser.press("Save");
    browser.sees("The policy is saved");

    browser.fill("Path", "secret/data/shop/db");
    browser.press("Ask");
    browser.sees("read on secret/data/shop/db is allowed.");
    browser.sees("secret/data/shop/*");
    browser.choose("Operation", "update");
    browser.press("Ask");
    browser.sees("update on secret/data/shop/db is denied.");
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

  @Test
  void mountsTunesAndDisablesAnAuthMethod() {
    logIn(server.rootToken());
    browser.press("Mounts");
    browser.sees("auth/azure/");
    browser.choose("Type", "approle");
    browser.fill("Path", "robots");
    browser.press("Enable");
    browser.sees("Tuning");
    browser.fill("max_lease_ttl", "3h");
    browser.press("Save");
    browser.sees("Tuning: saved");
    assertThat(server.root().get("sys/auth/robots/tune").data().path("max_lease_ttl").asInt())
        .isEqualTo(10_800);
    browser.go("roles/robots");
    browser.sees("No roles yet.");
    browser.go("mounts/auth/robots");
    browser.press("Disable the auth method");
    browser.press("Disable");
    browser.sees("The auth method is disabled");
    assertThat(server.root().get("sys/auth").data().has("robots/")).isFalse();
  }

  @Test
  void editsAGroup() {
    logIn(server.rootToken());
    browser.press("Identity");
    browser.fill("Name of the group", "operators");
    browser.press("Create group");
    browser.sees("There is no such group yet.");
    browser.fill("policies", "default");
    browser.press("Save");
    browser.sees("Settings: saved");
    assertThat(server.root().get("identity/group/name/operators").data().at("/policies/0").asText())
        .isEqualTo("default");
    browser.press("Delete the group");
    browser.press("Delete");
    browser.sees("The group is deleted");
  }

  @Test
  void tellsWhenTheSessionEndsAndRenewsIt() {
    String token = server.root().write("auth/token/create", Map.of("ttl", "9m")).clientToken();
    logIn(token);
    browser.sees("ends in");
    browser.press("Renew");
    browser.sees("Your token is renewed");
  }

  @Test
  void homeSaysWhatNeedsSomebodyBeforeWhatIsFine() {
    mount.role("watched");
    logIn(server.rootToken());
    browser.sees("need you");
    browser.sees("Server ");
    browser.sees("You use a root token, which may do everything.");
    browser.sees("It carries out all requests.");
    assertThat(browser.all("[data-level=warning] h3"))
        .extracting(WebElement::getText)
        .contains("Your token");
    assertThat(browser.all(".fine b")).extracting(WebElement::getText).contains("Server", "Seal");
    assertThat(browser.all(".lax a")).as("roles of which the linter warns").isNotEmpty();
  }

  @Test
  void saysHowAServerOpensThatWasSealedByHand() {
    String sealed =
        """
        it.stateFindings({
          health: {initialized: true, sealed: true},
          seal: {recovery_seal: true, type: 'azurekeyvault', t: 3, progress: 1, %s},
          backend: null,
        }).map((it) => `${it.sentence} ${it.todo}`)""";
    assertThat(judged("attention/state.js", sealed.formatted("")))
        .asString()
        .contains("sealed by hand", "does not open by itself", "1 of 3 recovery keys")
        .contains("Restart the server, or ask the keepers");
    assertThat(
            judged(
                "attention/state.js", sealed.formatted("azimuth_waiting_for: 'seal_unavailable'")))
        .asString()
        .contains("opens by itself as soon as it can use the key");
  }

  @Test
  void saysWhatIsWrongWithADatabaseEvenWithoutTheStateOfTheSeal() {
    String without =
        """
        it.stateFindings({
          health: {initialized: true, azimuth_problems: ['store_unavailable'], azimuth_reads: %s},
          seal: null, backend: null,
        }).map((it) => `${it.level}: ${it.sentence} ${it.todo}`)""";
    assertThat(judged("attention/state.js", without.formatted("false")))
        .asString()
        .contains("bad: The database does not answer. Look at the database");
    assertThat(judged("attention/state.js", without.formatted("true")))
        .asString()
        .contains("warning: The database confirms no writes. Reads are still answered.")
        .contains("synchronous standby")
        .doesNotContain("does not answer");

    String answered =
        """
        (() => {
          const real = window.fetch;
          window.fetch = async (url) => new Response(
            String(url).endsWith('sys/health') ? '%s' : '{"errors": ["away"]}', {status: 503});
          return it.serverState()
            .then(it.stateFindings)
            .then((all) => all.map((it) => it.sentence), (error) => [error.message])
            .finally(() => { window.fetch = real; });
        })()""";
    assertThat(
            judged(
                "attention/state.js",
                answered.formatted(
                    "{\"initialized\": true, \"azimuth_problems\": [\"store_unavailable\"]}")))
        .isEqualTo(List.of("The database does not answer."));
    assertThat(judged("attention/state.js", answered.formatted("{\"errors\": [\"no store\"]}")))
        .as("not: it is not initialised")
        .isEqualTo(List.of("no store"));
  }

  @Test
  void namesTheRolesThatRefuseMostAndCountsTheOthers() {
    assertThat(
            judged(
                "attention/failedlogins.js",
                """
                it.refusalFindings([{mount: 'azure', refusals:
                  [['a', 1], ['b', 3], ['c', 2], ['d', 4], ['e', 1]].flatMap(([role, count]) =>
                    Array.from({length: count}, (_, i) => ({
                      role, resource: '/vm/' + i % 2, time: '2026-05-04T01:43:20Z',
                      reasons: [{code: 'resource_group_not_bound', check: 'bound_resource_groups',
                        expected: 'rg-wbe', actual: 'rg-web'}],
                    })))}]).map((it) => `${it.subject}: ${it.sentence}`)"""))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(4)
        .contains(
            "Role d of azure: 4 logins of 2 machines refused since 01:43 UTC:"
                + " resource_group_not_bound: bound_resource_groups rg-wbe, found rg-web.",
            "Refused logins: 2 other roles refused 2 logins within the last hour.");
  }

  @Test
  void saysWhichServersAreSilentGoneOrOfAnotherRelease() {
    assertThat(
            judged(
                "attention/nodes.js",
                """
                (() => {
                  const now = Date.parse('2026-05-04T01:43:20Z');
                  const node = (hostname, last_echo, azimuth_version = '2.0.0') =>
                    ({hostname, last_echo, azimuth_version});
                  const seen = it.memory();
                  const say = (nodes, at) =>
                    it.nodeFindings(nodes, at, seen).map((it) => `${it.subject}: ${it.sentence}`);
                  const all = [node('a', null), node('b', '2026-05-04T01:43:15Z'),
                    node('c', '2026-05-04T01:42:38Z', '1.9.0'),
                    node('b', '2026-05-04T01:40:00Z')];
                  return [say(all, now), say(all.slice(0, 1), now + 60000),
                    say([node('a', null), node('x', null), node('y', null)], now + 60000),
                    say(all.slice(0, 1), now + 4e6)];
                })()"""))
        .isEqualTo(
            List.of(
                List.of(
                    "Server c: It was heard of last 42s ago.",
                    "Releases: The servers run different releases: 2.0.0 (a, b), 1.9.0 (c)."),
                List.of(
                    "Server b: It is gone: it was listed last 1m ago.",
                    "Server c: It is gone: it was listed last 1m ago."),
                List.of(),
                List.of()));
  }

  @Test
  void saysWhatFailedOfAzureBeforeItsAdvice() {
    assertThat(
            judged(
                "attention/azure.js",
                """
                it.judged('Azure at azure', 'azure', {
                  advice: ['set a role'], keys: {ok: false, last_error: 'no answer'},
                  credential: {}, rotation: {}, leftover_credentials: [],
                }).map((it) => it.sentence.replace(/failed .*:/, 'failed:'))"""))
        .isEqualTo(List.of("The signing keys failed: no answer", "Set a role."));
  }

  /** What an expression makes of a module of the console, {@code it}. */
  private Object judged(String module, String expression) {
    return browser.runToItsEnd(
        """
        const done = arguments[arguments.length - 1];
        const main = document.querySelector('script[type=module]').src;
        import(new URL('%s', main))
          .then(async (it) => done(await (%s)))
          .catch((error) => done(String(error)));
        """
            .formatted(module, expression));
  }

  @Test
  void showsADelayThatIsReadInNanoseconds() {
    logIn(server.rootToken());
    browser.go("mounts/auth/azure");
    browser.sees("Nothing is changed.");
    assertThat(browser.field("retry_delay").getDomProperty("value")).isEqualTo("4s");
    browser.fill("retry_delay", "5s");
    browser.press("Save");
    browser.sees("Configuration: saved");
    assertThat(server.root().get(mount.at("config")).data().path("retry_delay").asLong())
        .isEqualTo(Duration.ofSeconds(5).toNanos());
    mount.with("retry_delay", 4);
  }

  @Test
  void findsAndRevokesALease() {
    mount.role("leased");
    String token = mount.login("leased", mount.jwt()).clientToken();
    logIn(server.rootToken());
    browser.press("Leases");
    browser.press("auth/");
    browser.press("azure/");
    browser.press("login/");
    browser.press("Revoke all below");
    browser.press("Revoke all");
    browser.sees("The leases are revoked");
    assertThat(server.as(token).get("auth/token/lookup-self").status()).isEqualTo(403);
  }
}
