package io.azimuth.adapters.azure.simulator.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.GraphClient;
import io.azimuth.adapters.azure.simulator.PublishedKeys;
import io.azimuth.adapters.azure.simulator.ResourceManagerClient.MovableClock;
import io.azimuth.adapters.azure.simulator.SimulatorClient;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import io.azimuth.adapters.azure.simulator.fleet.SeededFleet;
import io.azimuth.adapters.azure.simulator.token.TokenDefect;
import io.azimuth.adapters.azure.simulator.token.TokenRequest;
import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jose4j.keys.X509Util;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens of agent identities. */
class AgentTokensTest {

  private static final String TOKEN_PATH = SeededFleet.TENANT + "/oauth2/v2.0/token";
  private static final String DESK = "aaaaaaaa-0000-4000-8000-000000000016";
  private static final String TRIAGE = "adadadad-0000-4000-8000-000000000001";
  private static final String REPORTER = "adadadad-0000-4000-8000-000000000002";
  private static final String SWEEPER = "adadadad-0000-4000-8000-000000000003";
  private static final String ADA = "ffffffff-0000-4000-8000-000000000001";
  private static final String ARM = "https://management.azure.com/.default";
  private static final String EXCHANGE = "api://AzureADTokenExchange/.default";

  private static AzureSimulator simulator;
  private static SimulatorClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = SimulatorClient.start();
    client = new SimulatorClient(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static Answer blueprint(SimulatorClient from, String scope, String rest)
      throws Exception {
    return from.form(
        TOKEN_PATH,
        "grant_type=client_credentials&client_id=%s&client_secret=lab-secret-of-desk-blueprint&scope=%s%s"
            .formatted(DESK, scope, rest));
  }

  private static String exchangeToken(String agent) throws Exception {
    return token(blueprint(client, EXCHANGE, "&fmi_path=" + agent));
  }

  private static Answer agent(String agent, String shown, String rest) throws Exception {
    return client.form(
        TOKEN_PATH,
        "client_id=%s&client_assertion=%s&client_assertion_type=%s&scope=%s%s"
            .formatted(
                agent, shown, GraphClient.encoded(AssertionExchange.ASSERTION_TYPE), ARM, rest));
  }

  private static Answer forItself(String agent, String shown) throws Exception {
    return agent(agent, shown, "&grant_type=client_credentials");
  }

  private static Answer onBehalf(String agent, String shown, String person) throws Exception {
    return agent(
        agent,
        shown,
        "&requested_token_use=on_behalf_of&assertion="
            + person
            + "&grant_type="
            + GraphClient.encoded("urn:ietf:params:oauth:grant-type:jwt-bearer"));
  }

  private static String personFor(String resource) {
    return simulator.mint(TokenRequest.forUser("ada", resource)).expose();
  }

  private static String token(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().get("access_token").asText();
  }

  private static JsonNode claims(String token) throws Exception {
    return new ObjectMapper().readTree(PublishedKeys.payload(token));
  }

  private static void assertRefused(Answer answer, int number) {
    assertThat(answer.body().at("/error_codes/0").asInt()).isEqualTo(number);
  }

  @Test
  void anAgentActsForItself() throws Exception {
    JsonNode claims = claims(token(forItself(TRIAGE, exchangeToken(TRIAGE))));

    assertThat(claims.get("idtyp").asText()).isEqualTo("app");
    assertThat(claims.get("appid").asText()).isEqualTo(TRIAGE);
    assertThat(claims.get("oid").asText()).isEqualTo(TRIAGE);
    assertThat(claims.get("sub").asText()).isEqualTo(TRIAGE);
    assertThat(claims.get("xms_par_app_azp").asText()).isEqualTo(DESK);
    assertThat(facets(claims, "xms_act_fct")).contains("11");
    assertThat(facets(claims, "xms_sub_fct")).contains("11");
    assertThat(facets(claims, "xms_tnt_fct")).doesNotContain("11", "13");
    assertThat(facets(claims, "xms_idrel")).contains("7");
    assertThat(claims.has("scp")).isFalse();
  }

  private static String[] facets(JsonNode claims, String name) {
    return claims.get(name).asText().split(" ", -1);
  }

  @Test
  void facetsHaveNoOrder() throws Exception {
    long orders =
        IntStream.range(0, 100)
            .mapToObj(any -> simulator.mint(TokenRequest.forAgent("triage", SimulatorClient.ARM)))
            .map(it -> PublishedKeys.payload(it.expose()).replaceAll(".*xms_act_fct\":\"|\".*", ""))
            .distinct()
            .count();

    // 99 draws that repeat the first one: once in 6^99 runs.
    assertThat(orders).isGreaterThan(1);
  }

  @Test
  void anAgentActsForAPerson() throws Exception {
    JsonNode claims =
        claims(token(onBehalf(TRIAGE, exchangeToken(TRIAGE), personFor("api://" + DESK))));

    assertThat(claims.get("idtyp").asText()).isEqualTo("user");
    assertThat(claims.get("oid").asText()).isEqualTo(ADA);
    assertThat(claims.get("appid").asText()).isEqualTo(TRIAGE);
    assertThat(claims.get("appidacr").asText()).isEqualTo("2");
    assertThat(claims.get("scp").asText()).isEqualTo("user_impersonation");
    assertThat(claims.get("xms_par_app_azp").asText()).isEqualTo(DESK);
    assertThat(facets(claims, "xms_act_fct")).contains("11");
    assertThat(facets(claims, "xms_sub_fct")).doesNotContain("11", "13");
    assertThat(facets(claims, "xms_idrel")).contains("1");
  }

  @Test
  void theExchangeTokenNamesBlueprintAndAgent() throws Exception {
    JsonNode claims = claims(exchangeToken(TRIAGE));

    assertThat(claims.get("azp").asText()).isEqualTo(DESK);
    assertThat(claims.get("sub").asText()).endsWith("/a/" + DESK + "/" + TRIAGE);
    assertThat(claims.has("xms_par_app_azp")).isFalse();
  }

  @Test
  void aBlueprintAsksForItsOwnAgentsOnly() throws Exception {
    assertRefused(blueprint(client, EXCHANGE, "&fmi_path=" + SWEEPER), 700016);
    assertRefused(blueprint(client, EXCHANGE, ""), 700016);
    assertRefused(blueprint(client, ARM, ""), 82001);
    assertRefused(blueprint(client, ARM, "&fmi_path=" + TRIAGE), 82001);
  }

  @Test
  void anAgentShowsItsOwnExchangeTokenOnly() throws Exception {
    String ofTriage = exchangeToken(TRIAGE);
    String ofAnApplication =
        simulator.mint(TokenRequest.forApplication("desk-blueprint", "api://azimuth-v2")).expose();

    assertRefused(forItself(REPORTER, ofTriage), 700027);
    assertRefused(forItself(SWEEPER, ofTriage), 700027);
    assertRefused(forItself(TRIAGE, ofAnApplication), 700027);
    assertRefused(forItself(TRIAGE, "no token"), 700027);
    assertRefused(forItself(TRIAGE, token(forItself(TRIAGE, ofTriage))), 700027);
  }

  @Test
  void aPersonsTokenMustBeForTheBlueprint() throws Exception {
    String shown = exchangeToken(TRIAGE);

    assertThat(onBehalf(TRIAGE, shown, personFor(DESK)).status()).isEqualTo(200);
    assertRefused(onBehalf(TRIAGE, shown, personFor("api://azimuth")), 50013);
    assertRefused(onBehalf(TRIAGE, shown, shown), 50013);
    assertRefused(
        onBehalf(
            TRIAGE,
            shown,
            simulator
                .mint(TokenRequest.forUser("ada", "api://" + DESK).with(TokenDefect.FOREIGN_KEY))
                .expose()),
        50013);
    assertRefused(
        onBehalf(
            TRIAGE,
            shown,
            simulator.mint(TokenRequest.forApplication("ci-deployer", "api://" + DESK)).expose()),
        50013);
  }

  @Test
  void onlyAgentsActForPeople() throws Exception {
    Answer answer =
        client.form(
            TOKEN_PATH,
            "requested_token_use=on_behalf_of&client_id=aaaaaaaa-0000-4000-8000-000000000011"
                + "&client_secret=lab-secret-of-ci-deployer&scope="
                + ARM
                + "&assertion="
                + personFor("api://azimuth")
                + "&grant_type="
                + GraphClient.encoded("urn:ietf:params:oauth:grant-type:jwt-bearer"));

    assertRefused(answer, 70003);
  }

  @Test
  void anExchangeTokenExpires() throws Exception {
    MovableClock clock = new MovableClock();
    try (AzureSimulator aging =
        AzureSimulator.start(AzureSimulatorConfig.forTests(clock, new SecureRandom()))) {
      SimulatorClient other = new SimulatorClient(aging);
      String shown = token(blueprint(other, EXCHANGE, "&fmi_path=" + TRIAGE));
      String form =
          "grant_type=client_credentials&client_id=%s&client_assertion=%s&client_assertion_type=%s&scope=%s"
              .formatted(TRIAGE, shown, GraphClient.encoded(AssertionExchange.ASSERTION_TYPE), ARM);

      assertThat(other.form(TOKEN_PATH, form).status()).isEqualTo(200);
      clock.move(Duration.ofHours(1));
      assertRefused(other.form(TOKEN_PATH, form), 700027);
    }
  }

  @Test
  void anAgentsTokenCanBeBound() throws Exception {
    TokenSigningKey key = TokenSigningKey.generate(new SecureRandom());
    SimulatorClient machine = client.showing(key.certificate(), key.privateKey());
    simulator.federation().registerCertificate("desk-blueprint", key.certificate());
    String bound =
        token(
            machine.form(
                TOKEN_PATH,
                "grant_type=client_credentials&token_type=mtls_pop&client_id=%s&fmi_path=%s&scope=%s"
                    .formatted(DESK, TRIAGE, EXCHANGE)));
    String form =
        "grant_type=client_credentials&token_type=mtls_pop&client_id=%s&client_assertion=%s&client_assertion_type=%s&scope=%s"
            .formatted(TRIAGE, bound, "urn:ietf:params:oauth:client-assertion-type:jwt-pop", ARM);

    JsonNode claims = claims(token(machine.form(TOKEN_PATH, form)));

    assertThat(claims.at("/cnf/x5t#S256").asText()).isEqualTo(X509Util.x5tS256(key.certificate()));
    assertRefused(client.form(TOKEN_PATH, form.replace("mtls_pop", "Bearer")), 500181);
  }

  @Test
  void allThreeCanBeMinted() throws Exception {
    JsonNode itself = minted("{\"agent\":\"triage\"}");
    JsonNode person = minted("{\"agent\":\"triage\",\"user\":\"ada\"}");
    JsonNode account = minted("{\"agent\":\"triage\",\"account\":true}");

    assertThat(itself.get("oid").asText()).isEqualTo(TRIAGE);
    assertThat(person.get("oid").asText()).isEqualTo(ADA);
    assertThat(account.get("oid").asText()).isEqualTo("afafafaf-0000-4000-8000-000000000001");
    assertThat(account.get("idtyp").asText()).isEqualTo("user");
    assertThat(facets(account, "xms_sub_fct")).contains("13");
    assertThat(itself.get("xms_par_app_azp")).isEqualTo(account.get("xms_par_app_azp"));
    assertThat(
            client
                .steer("mint", "{\"agent\":\"triage\",\"user\":\"ada\",\"account\":true}")
                .status())
        .isEqualTo(400);
    assertThat(client.steer("mint", "{\"agent\":\"nobody\"}").status()).isEqualTo(400);
    assertThat(claims(mintedFor("sweeper")).get("xms_par_app_azp").asText()).endsWith("17");
  }

  private static String mintedFor(String agent) {
    return simulator.mint(TokenRequest.forAgentAccount(agent, SimulatorClient.ARM)).expose();
  }

  private static JsonNode minted(String body) throws Exception {
    return claims(client.steer("mint", body).body().get("access_token").asText());
  }

  @Test
  void aTokenOfAnApiHasTheClaimsOfAgentsToo() throws Exception {
    JsonNode claims =
        claims(simulator.mint(TokenRequest.forAgent("triage", "api://azimuth-v2")).expose());

    assertThat(claims.get("azp").asText()).isEqualTo(TRIAGE);
    assertThat(claims.get("xms_par_app_azp").asText()).isEqualTo(DESK);
    assertThat(facets(claims, "xms_act_fct")).contains("11");
  }
}
