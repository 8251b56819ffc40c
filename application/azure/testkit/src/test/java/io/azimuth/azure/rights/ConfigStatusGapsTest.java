package io.azimuth.azure.rights;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.config.RotatedMount;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.SubscriptionList;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.fake.FakeResources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which places a probe of {@code rights} asks about, and what it says of the others. */
class ConfigStatusGapsTest {

  private static final String SUBSCRIPTION = "ffffffff-2222-2222-2222-222222222222";
  private static final AzureScope GROUP =
      AzureScope.parse("/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-web").orElseThrow();

  private final RotatedMount mount = new RotatedMount();
  private final FakeResources resources = new FakeResources();

  ConfigStatusGapsTest() {
    mount.server.cloud().offer(ResourceDirectory.class, resources);
    mount.graph.permit(Set.of("Application.ReadWrite.OwnedBy"));
    done(
        mount.server.write(
            mount.root,
            "auth/azure/role/web",
            Map.of(
                "bound_service_principal_ids",
                "*",
                "bound_subscription_ids",
                SUBSCRIPTION,
                "bound_resource_groups",
                "rg-web")));
    allow(GROUP, "*/read");
  }

  @Test
  void thereIsNoGapWhenAzureToldAll() {
    Map<String, Value> rights = probed();

    assertThat(rights).containsEntry("complete", Value.of(true));
    assertThat(texts(rights.get("gaps"))).isEmpty();
  }

  @Test
  void whatIsNeededIsAskedForBeforeOtherSubscriptions() {
    for (int number = 0; number < RightsQuestions.MAX_PLACES + 8; number++) {
      allow(subscription(number), "*/read");
    }
    allow(GROUP, "Microsoft.Web/sites/read");

    Map<String, Value> rights = probed();

    assertThat(states(rights)).startsWith("missing", "missing", "missing");
    assertThat(rights).containsEntry("complete", Value.of(false));
    assertThat(texts(rights.get("gaps")))
        .containsExactly(
            subscription(RightsQuestions.MAX_PLACES - 1)
                + " and 9 more places: there are more places than are asked about at once");
  }

  @Test
  void aListOfSubscriptionsThatFailsIsAGap() {
    resources.listSubscriptions(new AzureAnswer.Unavailable<>("answered 429", Duration.ZERO));

    Map<String, Value> rights = probed();

    assertThat(rights).containsEntry("complete", Value.of(false));
    assertThat(texts(rights.get("gaps"))).containsExactly("other subscriptions: answered 429");
  }

  @Test
  void aListOfSubscriptionsThatGoesOnIsAGap() {
    resources.listSubscriptions(new AzureAnswer.Done<>(new SubscriptionList(List.of(), false)));

    assertThat(texts(probed().get("gaps")))
        .containsExactly("other subscriptions: there are more than are listed at once");
  }

  @Test
  void aSubscriptionOfWhichAzureDoesNotTellIsAGap() {
    resources.allow(subscription(1), new AzureAnswer.Refused<>("answered 403"));

    assertThat(texts(probed().get("gaps"))).containsExactly(subscription(1) + ": answered 403");
  }

  private static AzureScope subscription(int number) {
    return AzureScope.parse(
            "/subscriptions/00000000-0000-0000-0000-0000000000%02d".formatted(number))
        .orElseThrow();
  }

  private void allow(AzureScope place, String... actions) {
    List<ActionPattern> all = Stream.of(actions).map(ActionPattern::new).toList();
    resources.allow(
        place, new AzureAnswer.Done<>(new Grants(List.of(ActionGrant.of(all, List.of())))));
  }

  private Map<String, Value> probed() {
    return members(
        data(mount.server.read(
                mount.root, "auth/azure/config/status", Map.of("rights", true, "probe", true)))
            .get("rights"));
  }

  private static List<String> states(Map<String, Value> rights) {
    return ((Value.Items) rights.get("needed"))
        .values().stream().map(it -> ((Value.Text) members(it).get("state")).text()).toList();
  }

  private static List<String> texts(Value list) {
    return ((Value.Items) list).values().stream().map(it -> ((Value.Text) it).text()).toList();
  }

  private static Map<String, Value> members(Value object) {
    return ((Value.Obj) object).members();
  }
}
