package io.azimuth.adapters.azure.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.call.FakeAzure;
import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.SubscriptionList;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server's own identity may do, as Resource Manager tells it. */
@Timeout(120)
class OwnRightsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final AzureScope PLACE = AzureScope.of(new SubscriptionId(Lab.SUBSCRIPTION));
  private static final String PATH = PLACE + "/providers/Microsoft.Authorization/permissions";
  private static final ActionPattern READ = new ActionPattern("*/read");

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
  void pagesAreReadToTheEnd() {
    lab.azure.on(
        PATH,
        exchange -> {
          boolean first = !exchange.getRequestURI().getQuery().contains("skiptoken");
          String next =
              ",\"nextLink\":\"%s%s?api-version=2022-04-01&$skiptoken=1\""
                  .formatted(lab.azure.address(), PATH.substring(1));
          FakeAzure.reply(
              exchange,
              200,
              first
                  ? "{\"value\":[{\"actions\":[\"*/read\"],\"notActions\":[]}]" + next + "}"
                  : "{\"value\":[{\"actions\":[\"a/b\"],\"notActions\":null}]}");
        });

    assertThat(rights())
        .isEqualTo(
            new AzureAnswer.Done<>(
                new Grants(
                    List.of(
                        ActionGrant.of(List.of(READ), List.of()),
                        ActionGrant.of(List.of(new ActionPattern("a/b")), List.of())))));
    assertThat(lab.azure.armCalls().get(0).target()).isEqualTo(PATH + "?api-version=2022-04-01");
  }

  @Test
  void aResourceIsAskedForByItsWholeId() {
    AzureScope site =
        AzureScope.of(
            ResourceId.parse(
                    PLACE + "/resourceGroups/rg(1)/providers/Microsoft.Web/sites/shop/slots/blue")
                .orElseThrow());

    var unused = lab.directory.rights(Lab.access(), site, LIMIT);

    assertThat(lab.azure.armCalls().get(0).target())
        .isEqualTo(
            PLACE
                + "/resourceGroups/rg%281%29/providers/Microsoft.Web/sites/shop/slots/blue"
                + "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "<html>",
        "{\"value\":{}}",
        "{\"value\":[{\"actions\":\"*\"}]}",
        "{\"value\":[{\"actions\":[\"a b\"]}]}",
        "{\"value\":[{\"actions\":[\"*\"],\"notActions\":[\"\"]}]}",
        "{\"value\":[],\"nextLink\":\"https://arm.example/other\"}",
        "{\"value\":[],\"nextLink\":\"::\"}"
      })
  void anAnswerThatCannotBeReadTellsNoRights(String body) {
    on(200, body);

    assertThat(rights()).isNotInstanceOf(AzureAnswer.Done.class);
  }

  @Test
  void aListThatNeverEndsIsGivenUp() {
    lab.azure.on(
        PATH,
        exchange ->
            FakeAzure.reply(
                exchange,
                200,
                "{\"value\":[],\"nextLink\":\"%s%s?page=x\"}"
                    .formatted(lab.azure.address(), PATH.substring(1))));

    assertThat(rights()).isNotInstanceOf(AzureAnswer.Done.class);
    assertThat(lab.azure.armCalls()).hasSizeLessThan(10);
  }

  @Test
  void moreRightsThanAreReadAreNoAnswer() {
    on(
        200,
        IntStream.range(0, Grants.MAX_PATTERNS + 1)
            .mapToObj(i -> "\"a/b" + i + "\"")
            .collect(Collectors.joining(",", "{\"value\":[{\"actions\":[", "]}]}")));

    assertThat(rights()).isNotInstanceOf(AzureAnswer.Done.class);
  }

  @Test
  void aRefusalNamesTheRightThatItTakes() {
    on(403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"m\"}}");

    assertThat(rights())
        .isEqualTo(
            new AzureAnswer.Refused<>(
                "Resource Manager answered 403, code AuthorizationFailed, request unknown; it takes"
                    + " the permission Microsoft.Authorization/permissions/read"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "',\"nextLink\":null', true",
    "',\"nextLink\":\"https://arm.example/subscriptions?page=2\"', false"
  })
  void subscriptionsAreThoseOfTheFirstPage(String more, boolean complete) {
    subscriptions(
        "{\"value\":[{\"subscriptionId\":\"%s\"},{\"subscriptionId\":\"x\"},{}]%s}"
            .formatted(Lab.SUBSCRIPTION, more));

    assertThat(lab.directory.subscriptions(Lab.access(), LIMIT))
        .isEqualTo(
            new AzureAnswer.Done<>(
                new SubscriptionList(List.of(new SubscriptionId(Lab.SUBSCRIPTION)), complete)));
  }

  @Test
  void moreSubscriptionsThanAreListedAreCutOff() {
    subscriptions(
        IntStream.range(0, ResourceDirectory.MAX_SUBSCRIPTIONS + 1)
            .mapToObj("{\"subscriptionId\":\"33333333-3333-3333-3333-333333333%03d\"}"::formatted)
            .collect(Collectors.joining(",", "{\"value\":[", "]}")));

    assertThat(lab.directory.subscriptions(Lab.access(), LIMIT))
        .isInstanceOfSatisfying(
            AzureAnswer.Done.class,
            done -> {
              SubscriptionList told = (SubscriptionList) done.value();
              assertThat(told.ids()).hasSize(ResourceDirectory.MAX_SUBSCRIPTIONS);
              assertThat(told.complete()).isFalse();
            });
  }

  private void subscriptions(String body) {
    lab.azure.on("/subscriptions", exchange -> FakeAzure.reply(exchange, 200, body));
  }

  private void on(int status, String body) {
    lab.azure.on(PATH, exchange -> FakeAzure.reply(exchange, status, body));
  }

  private AzureAnswer<Grants> rights() {
    return lab.directory.rights(Lab.access(), PLACE, LIMIT);
  }
}
