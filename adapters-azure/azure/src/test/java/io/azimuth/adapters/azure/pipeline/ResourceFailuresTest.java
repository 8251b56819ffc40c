package io.azimuth.adapters.azure.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.DirectoryAccess.CallLog;
import io.azimuth.azure.port.DirectoryAccess.Retries;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure of Resource Manager and its error code. */
@Timeout(120)
class ResourceFailuresTest {

  private static final ResourceId MACHINE = Lab.machine("web-1");
  private static final ResourceId FLEET = Lab.scaleSet("fleet");
  private static final ResourceId ROBOT = Lab.identity("robot");

  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "\"text\"",
        "<html></html>",
        "{\"id\":",
        "{\"id\":7}",
        "{\"id\":\"nothing\"}",
        "{\"id\":\"$ID\",\"identity\":[]}",
        "{\"id\":\"$ID\",\"identity\":{\"principalId\":\"robot\"}}",
        "{\"id\":\"$ID\",\"identity\":{\"userAssignedIdentities\":[]}}",
        "{\"id\":\"$ID\",\"location\":\"../x\"}",
        "{\"id\":\"$ID\",\"properties\":[]}",
        "{\"id\":\"$ID\",\"properties\":{\"virtualMachineScaleSet\":\"fleet\"}}",
        "{\"id\":\"$ID\",\"properties\":{\"virtualMachineScaleSet\":{\"id\":7}}}",
        "{\"id\":\"$ID\",\"properties\":{\"virtualMachineScaleSet\":{\"id\":\"fleet\"}}}"
      })
  void anAnswerThatCannotBeReadIsUnusable(String body) {
    lab.azure.on(MACHINE, 200, body.replace("$ID", MACHINE.text()));

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Unusable.class);
    assertThat(lab.azure.armCalls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"principalId\":7}", "{\"principalId\":\"robot\"}"})
  void anIdentityThatCannotBeReadIsUnusable(String properties) {
    lab.azure.on(ROBOT, 200, "{\"id\":\"%s\",\"properties\":%s}".formatted(ROBOT, properties));

    assertThat(lab.find(ROBOT)).isInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ResourceNotFound",
        "ResourceGroupNotFound",
        "SubscriptionNotFound",
        "ParentResourceNotFound"
      })
  void whatAzureSaysIsNotThereIsAbsent(String code) {
    lab.azure.on(MACHINE, 404, error(code));

    assertThat(lab.find(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(foundAgain(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
  }

  @Test
  void anErrorWithoutItsWrapperSaysTheSame() {
    lab.azure.on(MACHINE, 404, "{\"code\":\"ResourceNotFound\",\"message\":\"m\"}");

    assertThat(lab.find(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(foundAgain(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>404 page not found, by a proxy</html>",
        "{}",
        "[]",
        "{\"error\":{\"message\":\"m\"}}",
        "{\"error\":\"ResourceNotFound\"}"
      })
  void a404OfAnyoneElseIsNoAnswer(String body) {
    lab.azure.on(MACHINE, 404, body);

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Down.class);
    assertThat(foundAgain(MACHINE)).isInstanceOf(DirectoryAnswer.Down.class);
  }

  @Test
  void a404WithAnotherCodeSaysNothingOfTheResource() {
    lab.azure.on(MACHINE, 404, error("NotFound"));

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Unusable.class);
    assertThat(foundAgain(MACHINE)).isInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidResourceType", "InvalidResourceNamespace"})
  void noResourceIsOfATypeThatThereIsNotButTokensLiveOn(String code) {
    lab.azure.on(MACHINE, 404, error(code));

    assertThat(lab.find(MACHINE)).isEqualTo(new DirectoryAnswer.Absent());
    assertThat(foundAgain(MACHINE)).isInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "SubscriptionNotFound, true",
    "InvalidResourceNamespace, true",
    "ResourceNotFound, false",
    "<html>, false"
  })
  void whatIsSaidOfTheProviderRefusesANameAndEndsNoToken(String code, boolean absent) {
    ResourceId shop = Lab.id("Microsoft.Web/sites/shop");
    String body = code.startsWith("<") ? code : error(code);
    lab.azure.on(provider("Microsoft.Web"), e -> FakeAzure.reply(e, 404, body));

    assertThat(lab.find(shop) instanceof DirectoryAnswer.Absent).isEqualTo(absent);
    assertThat(foundAgain(shop)).isNotInstanceOf(DirectoryAnswer.Absent.class);
  }

  @ParameterizedTest
  @CsvSource({"ResourceNotFound, true", "NotFound, false"})
  void onlyAnIdentityThatAzureSaysIsGoneHasNoPrincipal(String code, boolean found) {
    ResourceId fleet = Lab.scaleSet("fleet");
    lab.azure.on(
        fleet,
        200,
        ("{\"id\":\"%s\",\"location\":\"westeurope\",\"identity\":{\"type\":\"UserAssigned\","
                + "\"userAssignedIdentities\":{\"%s\":{}}}}")
            .formatted(fleet, ROBOT));
    lab.azure.on(ROBOT, 404, error(code));

    assertThat(foundAgain(fleet) instanceof DirectoryAnswer.Found).isEqualTo(found);
    assertThat(lab.find(fleet) instanceof DirectoryAnswer.Found).isEqualTo(found);
  }

  private DirectoryAnswer foundAgain(ResourceId id) {
    return lab.directory.findAgain(Lab.access(), id, Lab.LONG);
  }

  @ParameterizedTest
  @CsvSource({"401, InvalidAuthenticationTokenTenant", "403, AuthorizationFailed", "403, <html>"})
  void whatMayNotBeReadIsForbiddenAndAskedOnce(int status, String code) {
    lab.azure.on(MACHINE, status, code.startsWith("<") ? code : error(code));

    assertThat(lab.find(MACHINE))
        .isEqualTo(
            new DirectoryAnswer.Forbidden(
                status == 401 ? "" : "Microsoft.Compute/virtualMachines/read on " + MACHINE));
    assertThat(lab.azure.armCalls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.Compute/virtualMachineScaleSets/fleet, Microsoft.Compute/virtualMachineScaleSets",
    "Microsoft.ManagedIdentity/userAssignedIdentities/robot,"
        + " Microsoft.ManagedIdentity/userAssignedIdentities"
  })
  void theActionOfAForbiddenReadIsNamed(String resource, String type) {
    ResourceId id = Lab.id(resource);
    lab.azure.on(id, 403, error("AuthorizationFailed"));

    assertThat(lab.find(id)).isEqualTo(new DirectoryAnswer.Forbidden(type + "/read on " + id));
  }

  @Test
  void aKnownTypeIsReadWithoutTheRightOnItsProvider() {
    ResourceId shop = Lab.id("Microsoft.Web/sites/shop");
    lab.azure.on(provider("Microsoft.Web"), exchange -> forbid(exchange));
    lab.azure.on(shop, 200, "{\"id\":\"" + shop + "\"}");

    assertThat(lab.find(shop)).isInstanceOf(DirectoryAnswer.Found.class);
    assertThat(lab.azure.armCalls())
        .extracting(FakeAzure.Call::target)
        .hasSize(2)
        .last()
        .asString()
        .endsWith("api-version=2024-04-01");
  }

  @Test
  void theRightOnAProviderIsNamedWhereItIsNeeded() {
    lab.azure.on(provider("Contoso.Rare"), exchange -> forbid(exchange));

    assertThat(lab.find(Lab.id("Contoso.Rare/things/one")))
        .isEqualTo(
            new DirectoryAnswer.Forbidden(
                "Microsoft.Resources/subscriptions/providers/read on /subscriptions/"
                    + Lab.SUBSCRIPTION));
  }

  private static String provider(String namespace) {
    return "/subscriptions/" + Lab.SUBSCRIPTION + "/providers/" + namespace;
  }

  private static void forbid(HttpExchange exchange) throws IOException {
    FakeAzure.reply(exchange, 403, error("AuthorizationFailed"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void failuresAreTriedAgainAndEndAsDown(int status) {
    lab.azure.on(MACHINE, status, error("InternalServerError"));

    assertThat(lab.find(MACHINE))
        .isEqualTo(
            new DirectoryAnswer.Down(
                "Resource Manager answered "
                    + status
                    + ", code InternalServerError, request unknown"));
    assertThat(lab.azure.armCalls()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {501, 505})
  void failuresThatStayAreNotTriedAgain(int status) {
    lab.azure.on(MACHINE, status, "");

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Down.class);
    assertThat(lab.azure.armCalls()).hasSize(1);
  }

  @Test
  void aFailureThatPassesIsNotSeen() {
    AtomicInteger tries = new AtomicInteger();
    lab.azure.on(
        MACHINE,
        exchange ->
            FakeAzure.reply(
                exchange,
                tries.incrementAndGet() == 1 ? 503 : 200,
                "{\"id\":\"" + MACHINE + "\"}"));

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Found.class);
  }

  @ParameterizedTest(name = "CVE-2020-16251: {0}")
  @ValueSource(ints = {302, 307, 308})
  void redirectsAreNotFollowed(int status) throws IOException, GeneralSecurityException {
    try (FakeAzure other = lab.another()) {
      lab.azure.on(
          MACHINE,
          exchange -> {
            exchange
                .getResponseHeaders()
                .set("Location", other.address().resolve(MACHINE.text()).toString());
            FakeAzure.reply(exchange, status, "");
          });

      assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Unusable.class);
      assertThat(other.calls()).isEmpty();
    }
  }

  @Test
  void noProviderIsEverRegistered() {
    lab.azure.on(MACHINE, 409, error("MissingSubscriptionRegistration"));

    assertThat(lab.find(MACHINE))
        .isEqualTo(
            new DirectoryAnswer.Unusable(
                "Resource Manager answered 409, code MissingSubscriptionRegistration, request"
                    + " unknown"));
    assertThat(lab.azure.armCalls()).extracting(FakeAzure.Call::method).containsExactly("GET");
  }

  @ParameterizedTest
  @CsvSource({
    "429, Retry-After, 3600, 3600000",
    "503, Retry-After, 3600, 3600000",
    "429, Retry-After, 'Wed, 25 Nov 2026 12:10:00 GMT', 600000",
    "429, x-ms-retry-after-ms, 90500, 90500",
    "429, retry-after-ms, 90500, 90500",
    "429, Retry-After, 90, 90000",
    "429, Retry-After, 2, 2000"
  })
  void aLongThrottlingEndsTheQuestionAtOnce(int status, String name, String value, long millis) {
    throttle(MACHINE, status, name, value);
    lab.find(ROBOT);
    long start = System.nanoTime();

    assertThat(lab.find(MACHINE))
        .isEqualTo(new DirectoryAnswer.Throttled(Duration.ofMillis(millis)));
    // waiting would take 90 seconds at least, or make two calls
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    assertThat(callsFor(MACHINE)).isEqualTo(1);
  }

  @Test
  void aThrottlingOfLessThanASecondIsWaitedFor() {
    AtomicInteger tries = new AtomicInteger();
    lab.azure.on(
        MACHINE,
        exchange -> {
          exchange.getResponseHeaders().set("x-ms-retry-after-ms", "30");
          FakeAzure.reply(
              exchange, tries.incrementAndGet() == 1 ? 429 : 200, "{\"id\":\"" + MACHINE + "\"}");
        });

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Found.class);
  }

  @Test
  void aThrottlingThatDoesNotEndKeepsItsTime() {
    throttle(MACHINE, 429, "x-ms-retry-after-ms", "10");

    assertThat(lab.find(MACHINE)).isEqualTo(new DirectoryAnswer.Throttled(Duration.ofMillis(10)));
    assertThat(callsFor(MACHINE)).isEqualTo(3);
  }

  @Test
  void aThrottlingWithoutTimeHasOurs() {
    lab.azure.on(MACHINE, 429, "");

    assertThat(lab.find(MACHINE))
        .isEqualTo(new DirectoryAnswer.Throttled(DeadlineRetryPolicy.UNSAID));
  }

  @Test
  void aRepetitionThatWouldComeTooLateIsNotWaitedFor() {
    lab.azure.on(MACHINE, 503, "");
    lab.find(ROBOT);
    Retries slow = new Retries(3, Duration.ofHours(1), Duration.ofHours(2));
    long start = System.nanoTime();

    DirectoryAnswer answer =
        lab.directory.find(Lab.access(1, slow, CallLog.NONE), MACHINE, Lab.LONG);

    assertThat(answer).isEqualTo(new DirectoryAnswer.Down("Resource Manager answered 503"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void oneThrottledIdentityMakesTheWholeAnswerThrottled() {
    holdsFleet();
    throttle(ROBOT, 429, "Retry-After", "3600");

    assertThat(lab.find(FLEET)).isEqualTo(new DirectoryAnswer.Throttled(Duration.ofHours(1)));
  }

  @Test
  void oneFailingIdentityMakesTheWholeAnswerDown() {
    holdsFleet();
    lab.azure.on(ROBOT, 500, "");

    assertThat(lab.find(FLEET)).isInstanceOf(DirectoryAnswer.Down.class);
  }

  @Test
  void oneForbiddenIdentityMakesTheWholeAnswerForbidden() {
    holdsFleet();
    lab.azure.on(ROBOT, 403, error("AuthorizationFailed"));

    assertThat(lab.find(FLEET))
        .isEqualTo(
            new DirectoryAnswer.Forbidden(
                "Microsoft.ManagedIdentity/userAssignedIdentities/read on " + ROBOT));
  }

  @Test
  void oneForeignIdentityMakesTheWholeAnswerUnusable() {
    holdsFleet();
    lab.azure.on(
        ROBOT,
        200,
        "{\"id\":\"%s\",\"properties\":{\"principalId\":\"%s\"}}"
            .formatted(Lab.identity("other"), Lab.principal(1)));

    assertThat(lab.find(FLEET))
        .isEqualTo(new DirectoryAnswer.Unusable("the answer is about another resource"));
  }

  @Test
  void aHugeBodyIsRefused() {
    lab.azure.on(
        MACHINE,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[64 * 1024];
          try (OutputStream body = exchange.getResponseBody()) {
            for (int sent = 0; sent < 4 * BufferingHttpClient.MAX_BYTES; sent += chunk.length) {
              body.write(chunk);
            }
          }
        });

    assertThat(lab.find(MACHINE))
        .isEqualTo(new DirectoryAnswer.Unusable("the answer is larger than 4194304 bytes"));
  }

  @Test
  void aTricklingBodyIsCutAtTheLimit() {
    lab.find(ROBOT);
    lab.azure.on(MACHINE, this::trickle);
    long start = System.nanoTime();

    DirectoryAnswer answer = lab.directory.find(Lab.access(), MACHINE, Duration.ofMillis(500));

    assertThat(answer)
        .isEqualTo(new DirectoryAnswer.Down("Resource Manager did not answer in time"));
    // without the limit the call is given up after ten seconds
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(8));
  }

  @Test
  void aDeadResourceManagerIsDown() {
    lab.find(ROBOT);
    lab.azure.close();

    assertThat(lab.find(MACHINE)).isInstanceOf(DirectoryAnswer.Down.class);
  }

  @Test
  void withoutTimeNothingIsAsked() {
    assertThat(lab.directory.find(Lab.access(), MACHINE, Duration.ZERO))
        .isInstanceOf(DirectoryAnswer.Down.class);
    assertThat(lab.azure.calls()).isEmpty();
  }

  @Test
  void anInterruptedQuestionEndsAndStaysInterrupted() {
    lab.azure.on(MACHINE, exchange -> lab.azure.beSilent());
    Thread.currentThread().interrupt();

    DirectoryAnswer answer = lab.find(MACHINE);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer).isInstanceOf(DirectoryAnswer.Down.class);
  }

  @Test
  void aCloudThatIsUnknownCannotBeAsked() {
    DirectoryAccess known = Lab.access();
    DirectoryAccess unknown =
        new DirectoryAccess(
            "mount",
            1,
            "\u212aab",
            known.tenant(),
            new ServerCredential.ManagedIdentity(Optional.empty()),
            known.retries(),
            CallLog.NONE);

    assertThat(lab.directory.find(unknown, MACHINE, Lab.LONG))
        .isEqualTo(new DirectoryAnswer.Unusable("there is no cloud of that name"));
  }

  private void trickle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!Thread.currentThread().isInterrupted()) {
        body.write(' ');
        body.flush();
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      }
    }
  }

  private void throttle(ResourceId id, int status, String name, String value) {
    lab.azure.on(
        id,
        exchange -> {
          exchange.getResponseHeaders().set(name, value);
          FakeAzure.reply(exchange, status, error("TooManyRequests"));
        });
  }

  private void holdsFleet() {
    lab.azure.on(
        FLEET,
        200,
        "{\"id\":\"%s\",\"identity\":{\"userAssignedIdentities\":{\"%s\":{}}}}"
            .formatted(FLEET, ROBOT));
  }

  private long callsFor(ResourceId id) {
    return lab.azure.armCalls().stream()
        .filter(call -> call.target().startsWith(id.text() + "?"))
        .count();
  }

  private static String error(String code) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"the server's words\"}}".formatted(code);
  }
}
