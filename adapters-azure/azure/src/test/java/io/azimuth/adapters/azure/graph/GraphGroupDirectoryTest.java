package io.azimuth.adapters.azure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.domain.azure.id.GroupId;
import io.azimuth.domain.azure.id.PrincipalId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group lookups in Graph, checked on the HTTP requests. */
@Timeout(120)
class GraphGroupDirectoryTest {

  private static final PrincipalId PRINCIPAL = Lab.principal(7);
  private static final String APPLICATION = "/v1.0/servicePrincipals/" + PRINCIPAL;
  private static final String USER = "/v1.0/users/" + PRINCIPAL;
  private static final String ASK = "/getMemberGroups";
  private static final String PAGES = APPLICATION + "/transitiveMemberOf";
  private static final Duration LIMIT = Duration.ofSeconds(60);

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
  void tellsTheGroupsOfAnApplication() {
    on(APPLICATION + ASK, 200, ids(id(1), id(2).toUpperCase(Locale.ROOT)));

    assertThat(groups(false)).isEqualTo(done(id(1), id(2)));
    assertThat(lab.azure.armCalls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.method()).isEqualTo("POST");
              assertThat(call.body()).isEqualTo("{\"securityEnabledOnly\":true}");
              assertThat(call.authorization()).contains("Bearer bearer-1");
            });
  }

  @Test
  void tellsTheGroupsOfAUser() {
    on(USER + ASK, 200, ids(id(3)));

    assertThat(groups(true)).isEqualTo(done(id(3)));
  }

  @Test
  void noGroupsAreAnAnswerToo() {
    on(APPLICATION + ASK, 200, ids());

    assertThat(groups(false)).isEqualTo(done());
  }

  @ParameterizedTest
  @CsvSource({"true, User.Read.All with GroupMember.Read.All", "false, Application.Read.All"})
  void saysWhichPermissionIsMissing(boolean user, String permission) {
    on((user ? USER : APPLICATION) + ASK, 403, error("Authorization_RequestDenied"));

    assertThat(groups(user))
        .isEqualTo(
            new AzureAnswer.Refused<>(
                "Microsoft Graph answered 403, code Authorization_RequestDenied, request unknown;"
                    + " it takes the permission "
                    + permission));
  }

  @Test
  void nobodyHasNoGroups() {
    on(APPLICATION + ASK, 404, error("Request_ResourceNotFound"));

    assertThat(groups(false))
        .isEqualTo(
            new AzureAnswer.Refused<>(
                "Microsoft Graph answered 404, code Request_ResourceNotFound, request unknown"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>404 page not found, by a proxy</html>", "{}"})
  void a404OfAnyoneElseIsNoAnswer(String body) {
    on(APPLICATION + ASK, 404, body);

    assertThat(groups(false)).isInstanceOf(AzureAnswer.Unavailable.class);
  }

  @Test
  void moreGroupsThanFitInOneAnswerAreReadPageByPage() {
    on(APPLICATION + ASK, 400, error("Directory_ResultSizeLimitExceeded"));
    lab.azure.on(
        PAGES,
        exchange -> {
          boolean first = !exchange.getRequestURI().getRawQuery().contains("skiptoken");
          FakeAzure.reply(
              exchange,
              200,
              first
                  ? page(
                      lab.azure.address() + PAGES.substring(1) + "?$skiptoken=2",
                      group(1, "true"),
                      group(2, "false"),
                      group(3, "null"),
                      "{\"@odata.type\":\"#microsoft.graph.directoryRole\",\"id\":\""
                          + id(4)
                          + "\"}")
                  : page(null, group(5, "true")));
        });

    assertThat(groups(false)).isEqualTo(done(id(1), id(3), id(5)));
    assertThat(lab.azure.armCalls().get(1).target())
        .isEqualTo(PAGES + "?$select=id,securityEnabled&$top=999");
  }

  @Test
  void pagesThatLeadToOneAnotherEnd() {
    on(APPLICATION + ASK, 400, error("Directory_ResultSizeLimitExceeded"));
    on(PAGES, 200, page(lab.azure.address() + PAGES.substring(1) + "?again", group(1, "true")));

    assertThat(groups(false))
        .isEqualTo(
            new AzureAnswer.Unusable<>(
                "Microsoft Graph: the answer leads on for more than 64 calls"));
  }

  @Test
  void aPageOnAnotherHostIsNotAsked() throws IOException, GeneralSecurityException {
    try (FakeAzure other = lab.another()) {
      on(APPLICATION + ASK, 400, error("Directory_ResultSizeLimitExceeded"));
      on(PAGES, 200, page(other.address() + "v1.0/x", group(1, "true")));

      assertThat(groups(false)).isInstanceOf(AzureAnswer.Unusable.class);
      assertThat(other.calls()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"value\":{}}",
        "{\"value\":[\"g\"]}",
        "{\"value\":[7]}",
        "{\"value\":[],\"value\":[]}",
        "{\"value\":[],\"@odata.nextLink\":\"x\"}"
      })
  void groupsThatAreNotWhollyToldAreNone(String body) {
    on(APPLICATION + ASK, 200, body);

    assertThat(groups(false)).isInstanceOf(AzureAnswer.Unusable.class);
  }

  @Test
  void elevenThousandGroupsAreReadAndNotOneMore() {
    on(APPLICATION + ASK, 200, ids(many(11_000)));
    assertThat(((AzureAnswer.Done<Set<GroupId>>) groups(false)).value()).hasSize(11_000);

    on(APPLICATION + ASK, 200, ids(many(11_001)));
    assertThat(groups(false)).isInstanceOf(AzureAnswer.Unusable.class);
  }

  @Test
  void aBusyGraphIsAskedAgain() {
    on(APPLICATION + ASK, 503, error("serviceNotAvailable"));

    assertThat(groups(false)).isInstanceOf(AzureAnswer.Unavailable.class);
    assertThat(lab.azure.armCalls()).hasSize(3);
  }

  @Test
  void aThrottledGraphIsNotSleptThrough() {
    lab.azure.on(
        APPLICATION + ASK,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "3600");
          FakeAzure.reply(exchange, 429, error("TooManyRequests"));
        });

    assertThat(groups(false))
        .isEqualTo(
            new AzureAnswer.Unavailable<>("Microsoft Graph: throttled", Duration.ofHours(1)));
    assertThat(lab.azure.armCalls()).hasSize(1);
  }

  private void on(String path, int status, String body) {
    lab.azure.on(path, exchange -> FakeAzure.reply(exchange, status, body));
  }

  private AzureAnswer<Set<GroupId>> groups(boolean user) {
    return lab.groups.groupsOf(Lab.access(), PRINCIPAL, user, LIMIT);
  }

  private static AzureAnswer<Set<GroupId>> done(String... ids) {
    return new AzureAnswer.Done<>(
        Set.of(ids).stream().map(GroupId::new).collect(Collectors.toSet()));
  }

  private static String id(int number) {
    return "eeeeeeee-0000-4000-8000-%012d".formatted(number);
  }

  private static String[] many(int count) {
    return IntStream.range(0, count).mapToObj(GraphGroupDirectoryTest::id).toArray(String[]::new);
  }

  private static String ids(String... ids) {
    return "{\"value\":["
        + Set.of(ids).stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","))
        + "]}";
  }

  private static String group(int number, String securityEnabled) {
    return "{\"@odata.type\":\"#microsoft.graph.group\",\"id\":\"%s\",\"securityEnabled\":%s}"
        .formatted(id(number), securityEnabled);
  }

  private static String page(String next, String... members) {
    return "{\"value\":["
        + String.join(",", members)
        + "]"
        + (next == null ? "" : ",\"@odata.nextLink\":\"" + next + "\"")
        + "}";
  }

  private static String error(String code) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"words of Graph\"}}".formatted(code);
  }
}
