package io.azimuth.product.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.arm.ResourceFault;
import io.azimuth.product.azure.AzureMount;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** What people see on Home, and how it judges what it looks at. */
@Tag("browser")
final class ConsoleHomeTest extends ConsoleFixture {

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
  void acknowledgedAdviceIsSmallAndHasItsReason() {
    server.root().write("sys/auth/settled", Map.of("type", "approle"));
    server.root().write("auth/settled/role/settled", Map.of("bind_secret_id", true));
    logIn(server.rootToken());
    browser.sees("nothing is recorded. Acknowledged: a server of tests");
    assertThat(browser.all(".needing h3"))
        .extracting(WebElement::getText)
        .contains("Your token")
        .doesNotContain("Audit");
    assertThat(browser.all(".lax a"))
        .extracting(WebElement::getText)
        .contains("first")
        .doesNotContain("settled");
    browser.go("roles/settled");
    browser.sees("1 acknowledged");
    browser.press("settled");
    browser.sees("Acknowledged: decided");
    assertThat(browser.all("[aria-label='Apply this change: no_ttl']")).isEmpty();
  }

  @Test
  void neverMakesAFailureSmall() {
    assertThat(
            judged(
                "attention/acknowledged.js",
                """
                it.withoutAcknowledged(
                  ['bad', 'warning', 'unknown'].map((level) => ({level, code: 'root_token'})),
                  [{code: 'root_token', reason: 'a lab'}]).map((it) => it.level)"""))
        .isEqualTo(List.of("bad", "acknowledged", "unknown"));
  }

  @Test
  void acknowledgedAdviceOnAMountIsSmallAndTheMountIsFine() {
    String all =
        """
        it.judged('Azure at %1$s', '%1$s', {
          advice: ['rotate it'], advice_codes: [{code: 'credential_not_rotated', sentence: 'rotate it'}],
          credential: {}, rotation: {}, leftover_credentials: [],
        })""";
    String levels =
        """
        import(new URL('attention/acknowledged.js', main)).then((known) => known.withoutAcknowledged(%s,
          [{code: 'credential_not_rotated', mount: 'auth/azure', reason: 'a lab'}])
          .map((it) => it.level))""";
    assertThat(judged("attention/azure.js", levels.formatted(all.formatted("azure"))))
        .isEqualTo(List.of("acknowledged", "fine"));
    assertThat(judged("attention/azure.js", levels.formatted(all.formatted("other"))))
        .isEqualTo(List.of("warning", "fine"));
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
  void claimsNoMoreThanATokenWithFewRightsSees() {
    logIn(
        server.tokenWith(
            "little",
            """
            path "auth/token/lookup-self" { capabilities = ["read"] }
            path "sys/capabilities-self" { capabilities = ["update"] }
            """));

    browser.sees("Nothing that your token may look at needs you.");
    browser.sees("It may not look at everything: see below.");
    browser.sees("Not known");
    assertThat(browser.all("h2,h3"))
        .extracting(WebElement::getText)
        .doesNotContain("Nothing needs you.");
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
                + " resource_group_not_bound: bound_resource_groups expected rg-wbe, found rg-web.",
            "Refused logins: 2 other roles refused 2 logins within the last hour.");
  }

  @Test
  void saysWhatToDoAboutTheCodeOfAFailedSignIn() {
    assertThat(
            judged(
                "attention/azure.js",
                """
                it.judged('Azure at a', 'a', {
                  resource_manager: {ok: false, last_error: 'invalid_client AADSTS7000222, status 401',
                    last_error_at: '2026-05-04T01:43:20Z'},
                  credential: {}, rotation: {}, leftover_credentials: [],
                  advice: ['AADSTS700022: another', 'AADSTS7000222: make a new one'],
                }).filter((one) => one.level === 'bad').map((one) => one.todo)"""))
        .isEqualTo(List.of("AADSTS7000222: make a new one."));
  }

  @Test
  void asksAzureAgainWhenACredentialWasRepaired() {
    AzureMount asked = AzureMount.enable(server, "asked").readingResources();
    asked.with("client_secret", "another");
    logIn(server.rootToken());
    browser.go("rotation/asked");
    browser.press("Ask Azure now");
    browser.sees("Entra ID refuses this credential.");
    browser.go("home");
    browser.sees("azimuth write auth/asked/config client_secret=-");
    browser.press("Configuration Azure at asked");
    browser.fill("client_secret", "lab-secret-of-azimuth-server");
    browser.press("Save");
    browser.sees("Configuration: saved");
    browser.press("What Azure answers");
    browser.press("Ask Azure now");
    browser.sees("Azure was asked");
    browser.seesNo("Entra ID refuses this credential.");
  }

  @Test
  void aServerThatDoesNotServeIsToldOnce() {
    String findings =
        """
        it.withoutEchoes([
          it.%s('Server', 'No audit device takes records.'),
          it.unknown('Audit', {status: 500, message: 'internal error'}),
          it.unknown('Azure', {status: 403, message: 'permission denied'}),
        ]).map((one) => one.subject)""";
    assertThat(judged("attention/finding.js", findings.formatted("bad")))
        .isEqualTo(List.of("Server", "Azure"));
    assertThat(judged("attention/finding.js", findings.formatted("warning")))
        .isEqualTo(List.of("Server", "Audit", "Azure"));
  }

  @Test
  void aLoginWithoutADecisionIsNoAlarmOnceOthersWereGranted() {
    String undecided =
        """
        (() => {
          const {kind, title} = it.howUndecided('azure', {grantedSince: %d});
          return kind + ': ' + title;
        })()""";
    assertThat(judged("pages/home/failedlogins.js", undecided.formatted(0)))
        .isEqualTo("bad: Logins of azure end without a decision.");
    assertThat(judged("pages/home/failedlogins.js", undecided.formatted(3)))
        .isEqualTo("info: Logins of azure ended without a decision. Granted since then: 3.");
  }

  @Test
  void saysOnceThatAzureThrottlesAndWhatToDo() {
    assertThat(
            judged(
                "attention/azure.js",
                """
                it.judged('Azure at a', 'a', {
                  resource_manager: {ok: false, last_error: 'Azure throttles this server until noon',
                    last_error_at: '2026-05-04T01:43:20Z'},
                  credential: {}, rotation: {}, leftover_credentials: [], logins_waiting: 3,
                  advice: [
                    'the last call to Resource Manager failed: Azure throttles this server until noon',
                    'Azure throttles this server: raise resource_cache_ttl', 'rotate it'],
                }).map((one) => `${one.level}: ${one.todo || one.sentence}`)"""))
        .isEqualTo(
            List.of(
                "bad: Azure throttles this server: raise resource_cache_ttl.",
                "warning: Logins that wait because Azure throttles this server: 3.",
                "warning: Rotate it."));
  }

  @Test
  void countsRequestsWithoutTheCertificateOfTheirToken() {
    assertThat(
            judged(
                "attention/failedlogins.js",
                """
                it.unproved(['binding_not_proved', 'address_not_bound'].map((reason) => ({
                  name: 'azimuth_token_refusals_total', labels: {reason}, value: 2}))) + ''"""))
        .isEqualTo("2");
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

  @Test
  void saysOnceWhatFailedInOtherTenantsOfAttestationsAndInARotation() {
    assertThat(
            judged(
                "attention/azure.js",
                """
                it.judged('Azure at a', 'a', {
                  additional_tenants: {t1: {graph: {ok: false, last_error: 'no consent'}}},
                  attestation_keys: {'https://eus.example': {ok: false, last_error: 'no route'},
                    'https://weu.example': {ok: true}},
                  credential: {}, leftover_credentials: [],
                  rotation: {last_failure: 'no right', last_failure_at: '2026-05-04T01:43:20Z'},
                  advice: ['tenant t1: the last call to Microsoft Graph failed: no consent',
                    'the last fetch of the keys of https://eus.example, of attestation_issuers, failed: no route',
                    'the last rotation failed: no right', 'rotate it'],
                }).map((it) => it.sentence.replace(/failed .*:/, 'failed:'))"""))
        .isEqualTo(
            List.of(
                "Microsoft Graph of tenant t1 failed: no consent",
                "The attestation keys of https://eus.example failed: no route",
                "no right",
                "Rotate it."));
  }
}
