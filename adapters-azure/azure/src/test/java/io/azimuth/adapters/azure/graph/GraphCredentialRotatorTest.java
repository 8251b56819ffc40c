package io.azimuth.adapters.azure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator.Purpose;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.DirectoryAccess.CallLog;
import io.azimuth.azure.port.RegisteredApplication;
import io.azimuth.domain.rotation.KnownPassword;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Password changes of an application, checked on the HTTP requests to Graph. */
@Timeout(120)
class GraphCredentialRotatorTest {

  private static final String CLIENT = "aaaaaaaa-0000-4000-8000-000000000001";
  static final String OBJECT = "cccccccc-0000-4000-8000-000000000001";
  static final String KEY = "dddddddd-0000-4000-8000-000000000001";
  private static final String OTHER_KEY = "dddddddd-0000-4000-8000-000000000002";
  private static final String LIST = "/v1.0/applications";
  private static final String ONE = LIST + "/" + OBJECT;
  static final String ADD = ONE + "/microsoft.graph.addPassword";
  private static final String REMOVE = ONE + "/microsoft.graph.removePassword";
  static final String NEW_TEXT = "Q_eznewsecretz";
  static final Instant EXPIRES = Instant.parse("2027-05-25T12:00:00Z");
  static final Duration LIMIT = Duration.ofSeconds(60);

  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void findsTheApplicationWithItsPasswords() {
    lab.azure.on(LIST, exchange -> FakeAzure.reply(exchange, 200, list(application(KEY))));

    RegisteredApplication found = done(find(CLIENT));

    assertThat(found.objectId()).isEqualTo(OBJECT);
    assertThat(found.passwords())
        .containsExactly(
            new KnownPassword(KEY, "azimuth", Optional.of("Q_e"), Optional.of(EXPIRES)));
    assertThat(decoded(graphCalls().get(0).target()))
        .isEqualTo(
            LIST
                + "?$filter=appId eq '"
                + CLIENT
                + "'&$select=id,appId,passwordCredentials,keyCredentials");
  }

  @Test
  void asksGraphForATokenOfItsOwn() {
    lab.azure.on(LIST, exchange -> FakeAzure.reply(exchange, 200, list(application(KEY))));

    find(CLIENT);
    find(CLIENT);

    assertThat(lab.azure.tokenCalls())
        .singleElement()
        .extracting(FakeAzure.Call::body)
        .asString()
        .contains("scope=")
        .contains("https%3A%2F%2F127.0.0.1%3A" + lab.azure.address().getPort() + "%2F.default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "client", CLIENT + "' or '1' eq '1", "1-1-1-1-1", " " + CLIENT})
  void whatIsNoGuidIsNotAskedFor(String clientId) {
    assertThat(find(clientId)).isEqualTo(refused("the client_id is no GUID"));
    assertThat(lab.azure.calls()).isEmpty();
  }

  @Test
  void noApplicationIsARefusal() {
    lab.azure.on(LIST, exchange -> FakeAzure.reply(exchange, 200, list()));

    assertThat(find(CLIENT)).isEqualTo(refused("no application found"));
  }

  @Test
  void twoApplicationsAreARefusal() {
    lab.azure.on(
        LIST, exchange -> FakeAzure.reply(exchange, 200, list(application(KEY), application(KEY))));

    assertThat(find(CLIENT))
        .isEqualTo(refused("multiple applications found - double check your client_id"));
  }

  @Test
  void applicationsOnTheNextPageCount() {
    String next = lab.azure.address().resolve("/v1.0/more").toString();
    lab.azure.on(
        LIST,
        exchange ->
            FakeAzure.reply(exchange, 200, "{\"value\":[],\"@odata.nextLink\":\"" + next + "\"}"));
    lab.azure.on(
        "/v1.0/more",
        exchange ->
            FakeAzure.reply(
                exchange, 200, "{\"value\":[" + application(KEY) + "],\"@odata.nextLink\":null}"));

    assertThat(done(find(CLIENT)).objectId()).isEqualTo(OBJECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"value\":[null]}",
        "{",
        "<html></html>",
        "{\"value\":[{\"id\":\"x\",\"appId\":\""
            + CLIENT
            + "\",\"keyCredentials\":[],\"passwordCredentials\":[]}]}",
        "{\"value\":[{\"id\":\"" + OBJECT + "\",\"appId\":\"" + CLIENT + "\"}]}",
        "{\"value\":[{\"id\":\""
            + OBJECT
            + "\",\"keyCredentials\":[],\"passwordCredentials\":[]}]}",
        "{\"value\":[{\"id\":\""
            + OBJECT
            + "\",\"appId\":\""
            + CLIENT
            + "\",\"keyCredentials\":[],\"passwordCredentials\":[{\"displayName\":\"n\"}]}]}",
        "{\"value\":[{\"id\":\""
            + OBJECT
            + "\",\"appId\":\""
            + CLIENT
            + "\",\"keyCredentials\":[],\"passwordCredentials\":[null]}]}"
      })
  void anApplicationThatIsNotWhollyToldIsNone(String body) {
    lab.azure.on(LIST, exchange -> FakeAzure.reply(exchange, 200, body));

    AzureAnswer<RegisteredApplication> answer = find(CLIENT);

    if (body.isEmpty()) {
      assertThat(answer).isNotInstanceOf(AzureAnswer.Done.class);
    } else {
      assertThat(answer).isInstanceOf(AzureAnswer.Unusable.class);
    }
  }

  @Test
  void addsAPassword() {
    onAdd(200, added());

    AddedPassword password = done(add());

    assertThat(password).isEqualTo(new AddedPassword(KEY, SecretText.of(NEW_TEXT), EXPIRES));
    FakeAzure.Call call = graphCalls().get(0);
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.body())
        .isEqualTo(
            "{\"passwordCredential\":{\"displayName\":\"azimuth-1\",\"endDateTime\":\"2027-05-25T12:00:00Z\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "400, CredentialInvalidLifetimeAsPerAppPolicy, ''",
    "403, Authorization_RequestDenied, '; it takes the permission Application.ReadWrite.OwnedBy with the application as its own owner, or Application.ReadWrite.All'",
    "404, Request_ResourceNotFound, ''"
  })
  void aNoIsARefusalInOurWords(int status, String code, String more) {
    onAdd(status, error(code));

    assertThat(add())
        .isEqualTo(
            refused(
                "Microsoft Graph answered %d, code %s, request request-7%s"
                    .formatted(status, code, more)));
    assertThat(graphCalls()).hasSize(1);
  }

  @Test
  void aThrottledCallDidNothingAndTellsHowLongToWait() {
    lab.azure.on(
        ADD,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "90");
          FakeAzure.reply(exchange, 429, error("TooManyRequests"));
        });

    assertThat(add())
        .isInstanceOfSatisfying(
            AzureAnswer.Unavailable.class,
            it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(90)));
    assertThat(graphCalls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void aServerThatFailsMayHaveAddedItAndIsNotAskedTwice(int status) {
    onAdd(status, error("serviceNotAvailable"));

    assertThat(add()).isInstanceOf(AzureAnswer.Uncertain.class);
    assertThat(graphCalls()).hasSize(1);
  }

  @Test
  void aConnectionThatBreaksMayHaveAddedItAndIsNotTriedAgain() {
    lab.azure.on(ADD, exchange -> exchange.close());

    assertThat(add())
        .isEqualTo(new AzureAnswer.Uncertain<>("Microsoft Graph: the connection broke"));
    assertThat(graphCalls()).hasSize(1);
  }

  @Test
  void silenceMayHaveAddedIt() {
    warmUp();
    lab.azure.on(ADD, exchange -> lab.azure.beSilent());

    assertThat(lab.rotator.add(Lab.access(), OBJECT, "azimuth-1", EXPIRES, Duration.ofSeconds(3)))
        .isEqualTo(new AzureAnswer.Uncertain<>("Microsoft Graph: no answer in time"));
  }

  @Test
  void silenceOfTheAuthorityMeansThatNothingWasAdded() {
    warmUp();
    lab.azure.on(FakeAzure.TOKEN, exchange -> lab.azure.beSilent());

    assertThat(lab.rotator.add(access(2), OBJECT, "azimuth-1", EXPIRES, Duration.ofMillis(700)))
        .isEqualTo(
            new AzureAnswer.Unavailable<>("Microsoft Graph: no answer in time", Duration.ZERO));
    assertThat(graphCalls()).as("the one that warmed up").hasSize(1);
  }

  @Test
  void aGraphThatIsNotThereWasNotReached() throws IOException, GeneralSecurityException {
    URI nobody;
    try (FakeAzure other = lab.another()) {
      nobody = other.address();
    }

    assertThat(
            lab.rotatorAt(Optional.of(nobody))
                .add(Lab.access(), OBJECT, "azimuth-1", EXPIRES, LIMIT))
        .isInstanceOfSatisfying(
            AzureAnswer.Unavailable.class,
            it ->
                assertThat(it.detail())
                    .startsWith("Microsoft Graph: cannot be reached: ")
                    .doesNotContain("Exception"));
    assertThat(lab.azure.tokenCalls()).hasSize(1);
  }

  @Test
  void aCloudWithoutGraphIsARefusal() {
    assertThat(lab.rotatorAt(Optional.empty()).find(Lab.access(), CLIENT, LIMIT))
        .isEqualTo(refused("the cloud lab names no graph"));
    assertThat(lab.rotatorAt(Optional.empty()).prove(Lab.access(), Purpose.GRAPH, LIMIT))
        .isEqualTo(refused("the cloud lab names no graph"));
    assertThat(lab.azure.calls()).isEmpty();
  }

  @Test
  void aRefusedSignInMeansThatNothingWasAdded() {
    refuseSignIn("7000215");

    assertThat(add())
        .isEqualTo(refused("signing in failed: invalid_client AADSTS7000215, status 401"));
    assertThat(graphCalls()).isEmpty();
  }

  @Test
  void removesAPassword() {
    lab.azure.on(REMOVE, exchange -> FakeAzure.reply(exchange, 204, ""));

    assertThat(remove()).isEqualTo(new AzureAnswer.Done<>(true));
    assertThat(graphCalls())
        .singleElement()
        .extracting(FakeAzure.Call::body)
        .isEqualTo("{\"keyId\":\"" + KEY + "\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404})
  void aPasswordThatIsGoneIsLookedForBeforeThatIsBelieved(int status) {
    lab.azure.on(
        REMOVE, exchange -> FakeAzure.reply(exchange, status, error("Request_BadRequest")));
    lab.azure.on(ONE, exchange -> FakeAzure.reply(exchange, 200, application(OTHER_KEY)));

    assertThat(remove()).isEqualTo(new AzureAnswer.Done<>(false));
    assertThat(decoded(graphCalls().get(1).target()))
        .isEqualTo(ONE + "?$select=id,passwordCredentials,keyCredentials");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404})
  void aPasswordThatIsStillThereWasNotRemoved(int status) {
    lab.azure.on(
        REMOVE, exchange -> FakeAzure.reply(exchange, status, error("Request_BadRequest")));
    lab.azure.on(ONE, exchange -> FakeAzure.reply(exchange, 200, application(KEY)));

    assertThat(remove())
        .isEqualTo(
            refused(
                "Microsoft Graph answered %d, code Request_BadRequest, request unknown"
                    .formatted(status)));
  }

  @Test
  void withTheApplicationItsPasswordsAreGone() {
    lab.azure.on(
        REMOVE, exchange -> FakeAzure.reply(exchange, 404, error("Request_ResourceNotFound")));

    assertThat(remove()).isEqualTo(new AzureAnswer.Done<>(false));
  }

  @Test
  void aRemovalThatFailsMayHaveHappened() {
    lab.azure.on(REMOVE, exchange -> FakeAzure.reply(exchange, 503, error("x")));

    assertThat(remove()).isInstanceOf(AzureAnswer.Uncertain.class);
    assertThat(graphCalls()).hasSize(1);
  }

  @Test
  void idsThatAreNoGuidsGoNowhere() {
    assertThat(lab.rotator.remove(Lab.access(), "../x", KEY, LIMIT))
        .isEqualTo(refused("the object id of the application is no GUID"));
    assertThat(lab.rotator.remove(Lab.access(), OBJECT, "*", LIMIT))
        .isEqualTo(refused("the key id is no GUID"));
    assertThat(lab.rotator.add(Lab.access(), OBJECT + "/x", "n", EXPIRES, LIMIT))
        .isEqualTo(refused("the object id of the application is no GUID"));
    assertThat(lab.azure.calls()).isEmpty();
  }

  @Test
  void aProofIsANewTokenEachTime() {
    DirectoryAccess access = Lab.access();

    Instant expires = done(lab.rotator.prove(access, Purpose.RESOURCE_MANAGER, LIMIT));
    lab.rotator.prove(access, Purpose.RESOURCE_MANAGER, LIMIT);
    lab.rotator.prove(access, Purpose.GRAPH, LIMIT);

    assertThat(expires).isAfter(Instant.now());
    String host = "https%3A%2F%2F127.0.0.1%3A" + lab.azure.address().getPort();
    assertThat(lab.azure.tokenCalls()).hasSize(3);
    assertThat(lab.azure.tokenCalls().get(1).body()).contains(host + "%2F%2F.default");
    assertThat(lab.azure.tokenCalls().get(2).body()).contains(host + "%2F.default");
    assertThat(graphCalls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7000215", "7000222"})
  void aSecretThatIsNotAcceptedProvesNothing(String code) {
    refuseSignIn(code);

    assertThat(lab.rotator.prove(Lab.access(), Purpose.GRAPH, LIMIT))
        .isEqualTo(refused("signing in failed: invalid_client AADSTS" + code + ", status 401"));
    assertThat(lab.azure.tokenCalls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"500, server_error", "503, temporarily_unavailable", "400, temporarily_unavailable"})
  void aBusyAuthorityIsAskedOnceAndMayBeAskedAgain(int status, String error) {
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange -> FakeAzure.reply(exchange, status, "{\"error\":\"" + error + "\"}"));

    assertThat(lab.rotator.prove(Lab.access(), Purpose.GRAPH, LIMIT))
        .isInstanceOf(AzureAnswer.Unavailable.class);
    assertThat(lab.azure.tokenCalls()).hasSize(1);
  }

  @Test
  void aThrottledProofTellsHowLongToWait() {
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "30");
          FakeAzure.reply(exchange, 429, "{\"error\":\"temporarily_unavailable\"}");
        });

    assertThat(lab.rotator.prove(Lab.access(), Purpose.GRAPH, LIMIT))
        .isEqualTo(
            new AzureAnswer.Unavailable<>("the token endpoint: throttled", Duration.ofSeconds(30)));
  }

  @Test
  void theEndOfALimitIsNoProof() {
    done(lab.rotator.prove(Lab.access(), Purpose.GRAPH, LIMIT));
    lab.azure.on(FakeAzure.TOKEN, exchange -> lab.azure.beSilent());

    assertThat(lab.rotator.prove(Lab.access(), Purpose.GRAPH, Duration.ofMillis(500)))
        .isEqualTo(
            new AzureAnswer.Unavailable<>("the token endpoint: no answer in time", Duration.ZERO));
  }

  @Test
  void anotherTokenIsFetchedWhenGraphChallengesTheFirst() {
    AtomicInteger tries = new AtomicInteger();
    lab.azure.on(
        ADD,
        exchange -> {
          if (tries.incrementAndGet() > 1) {
            FakeAzure.reply(exchange, 200, added());
            return;
          }
          FakeAzure.challenge(exchange);
        });

    assertThat(add()).isInstanceOf(AzureAnswer.Done.class);
    assertThat(lab.azure.tokenCalls()).hasSize(2);
  }

  private void warmUp() {
    onAdd(200, added());
    done(add());
  }

  private void onAdd(int status, String body) {
    lab.azure.on(
        ADD,
        exchange -> {
          exchange.getResponseHeaders().set("request-id", "request-7");
          FakeAzure.reply(exchange, status, body);
        });
  }

  private void refuseSignIn(String code) {
    lab.azure.on(
        FakeAzure.TOKEN,
        exchange ->
            FakeAzure.reply(
                exchange,
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS%s: words\",\"error_codes\":[%s]}"
                    .formatted(code, code)));
  }

  private AzureAnswer<RegisteredApplication> find(String clientId) {
    return lab.rotator.find(Lab.access(), clientId, LIMIT);
  }

  private AzureAnswer<AddedPassword> add() {
    return lab.rotator.add(
        Lab.access(1, Lab.QUICK, CallLog.HEADERS), OBJECT, "azimuth-1", EXPIRES, LIMIT);
  }

  private AzureAnswer<Boolean> remove() {
    return lab.rotator.remove(Lab.access(), OBJECT, KEY, LIMIT);
  }

  private static DirectoryAccess access(long version) {
    return Lab.access(version, Lab.QUICK, CallLog.NONE);
  }

  private List<FakeAzure.Call> graphCalls() {
    return lab.azure.armCalls();
  }

  private static <T> T done(AzureAnswer<T> answer) {
    assertThat(answer).isInstanceOf(AzureAnswer.Done.class);
    return ((AzureAnswer.Done<T>) answer).value();
  }

  private static <T> AzureAnswer<T> refused(String detail) {
    return new AzureAnswer.Refused<>(detail);
  }

  static String added() {
    return """
        {"@odata.context":"c","customKeyIdentifier":null,"displayName":"azimuth-1",\
        "startDateTime":"2026-11-25T12:00:00.1234567Z","endDateTime":"2027-05-25T12:00:00Z",\
        "hint":"Q_e","keyId":"%s","secretText":"%s"}"""
        .formatted(KEY, NEW_TEXT);
  }

  private static String list(String... applications) {
    return "{\"@odata.context\":\"c\",\"value\":[" + String.join(",", applications) + "]}";
  }

  private static String application(String keyId) {
    return """
        {"id":"%s","appId":"%s","keyCredentials":[],"passwordCredentials":[{"customKeyIdentifier":null,\
        "displayName":"azimuth","endDateTime":"2027-05-25T12:00:00Z","hint":"Q_e","keyId":"%s",\
        "secretText":null,"startDateTime":"2026-11-25T12:00:00Z"}]}"""
        .formatted(OBJECT, CLIENT, keyId);
  }

  private static String error(String code) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"words of Graph\",\"innerError\":{\"request-id\":\"r\"}}}"
        .formatted(code);
  }

  private static String decoded(String target) {
    return URLDecoder.decode(target, StandardCharsets.UTF_8);
  }
}
