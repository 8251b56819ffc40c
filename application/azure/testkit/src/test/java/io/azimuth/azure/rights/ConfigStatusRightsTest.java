package io.azimuth.azure.rights;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.azure.config.RotatedMount;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.domain.azure.rights.ActionGrant;
import io.azimuth.domain.azure.rights.ActionPattern;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.fake.FakeResources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code rights} of a mount's status: what is needed, what there is, and what is too much. */
class ConfigStatusRightsTest {

  private static final String PATH = "auth/azure/config/status";
  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-web";
  private static final String VM = "Microsoft.Compute/virtualMachines/read";
  private static final String SET = "Microsoft.Compute/virtualMachineScaleSets/read";
  private static final String UAI = "Microsoft.ManagedIdentity/userAssignedIdentities/read";
  private static final AzureScope PLACE = AzureScope.parse(GROUP).orElseThrow();

  private final RotatedMount mount = new RotatedMount();
  private final FakeResources resources = new FakeResources();

  ConfigStatusRightsTest() {
    mount.server.cloud().offer(ResourceDirectory.class, resources);
    role();
  }

  private void role() {
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
  }

  @Test
  void onlyWhoAsksIsToldWhatIsNeededAndNobodyIsAsked() {
    assertThat(status(Map.of())).doesNotContainKey("rights");

    Map<String, Value> rights = rights(Map.of("rights", true));

    assertThat(rights).containsOnlyKeys("needed", "complete");
    assertThat(needed(rights))
        .containsExactly(
            "action " + VM + " " + GROUP + " required: role web",
            "action " + SET + " " + GROUP + " required: role web",
            "action " + UAI + " " + GROUP + " required: role web",
            "permission Application.ReadWrite.OwnedBy Microsoft Graph: rotation of the client"
                + " secret",
            "ownership owner of its own application Microsoft Graph:"
                + " Application.ReadWrite.OwnedBy changes applications that the caller owns");
    assertThat(mount.graph.calls()).isEmpty();
  }

  @Test
  void aProbeTellsWhatThereIs() {
    may("*/read");
    mount.graph.permit(Set.of("Application.ReadWrite.OwnedBy"));

    Map<String, Value> rights = probed();

    assertThat(states(rights))
        .containsExactly("present", "present", "present", "present", "unknown");
    assertThat(unused(rights))
        .containsExactly(
            "*/read " + GROUP + ": wider than what is needed: " + SET + ", " + VM + ", " + UAI);
    assertThat(advice()).noneMatch(it -> it.contains("identity"));
  }

  @Test
  void whatIsMissingAndWhatIsDangerousIsAdvice() {
    may(VM, "Microsoft.Compute/virtualMachines/delete");
    mount.graph.permit(Set.of("Directory.ReadWrite.All"));

    Map<String, Value> rights = probed();

    assertThat(states(rights))
        .containsExactly("present", "missing", "missing", "present", "unknown");
    assertThat(unused(rights))
        .containsExactly(
            "dangerous Microsoft.Compute/virtualMachines/delete "
                + GROUP
                + ": no role needs it there",
            "dangerous Directory.ReadWrite.All Microsoft Graph: wider than what is needed:"
                + " Application.ReadWrite.OwnedBy is enough");
    assertThat(advice())
        .contains(
            "the server's identity lacks "
                + SET
                + " on "
                + GROUP
                + " (role web): azimuth operator setup-azure prints how to give it",
            "the server's identity has Microsoft.Compute/virtualMachines/delete on "
                + GROUP
                + ", which changes something or reads data: no role needs it there; take it away");
  }

  @Test
  void aRightInASubscriptionThatNoRoleBindsIsFound() {
    may(VM, SET, UAI);
    String other = "/subscriptions/33333333-3333-3333-3333-333333333333";
    allow(AzureScope.parse(other).orElseThrow(), VM);

    assertThat(unused(probed())).containsExactly(VM + " " + other + ": no role needs it there");
  }

  @Test
  void whatAzureRefusesToTellIsUnknownWithTheReason() {
    resources.allow(PLACE, new AzureAnswer.Refused<>("Resource Manager answered 403"));

    Map<String, Value> rights = probed();

    assertThat(states(rights))
        .containsExactly("unknown", "unknown", "unknown", "missing", "unknown");
    assertThat(members(items(rights.get("needed")).get(0)))
        .containsEntry("detail", Value.of("Resource Manager answered 403"));
  }

  @Test
  void aServerThatCannotSignInKnowsOfNoRight() {
    may("*");
    mount.graph.take("key-operator");

    assertThat(states(probed()))
        .containsExactly("present", "present", "present", "unknown", "unknown");
    assertThat(members(items(probed().get("needed")).get(3)))
        .containsEntry("detail", Value.of("invalid_client AADSTS7000215"));
  }

  @Test
  void aNewAnswerIsAskedForAfterSomeSecondsOrWhenARoleChanged() {
    may(VM);
    assertThat(states(probed())).contains("missing");
    may("*/read");
    assertThat(states(probed())).contains("missing");

    mount.server.clock().advance(Duration.ofSeconds(11));

    assertThat(states(probed())).startsWith("present", "present", "present");
  }

  @Test
  void theProbeOfACertificateLooksTheApplicationUp() {
    RotatedMount certified = new RotatedMount(RotatedKind.CERTIFICATE);

    assertThat(data(certified.server.read(certified.root, PATH, Map.of("probe", true))))
        .isNotEmpty();

    assertThat(certified.graph.calls()).containsExactly("find");
  }

  private void may(String... actions) {
    allow(PLACE, actions);
  }

  private void allow(AzureScope place, String... actions) {
    resources.allow(
        place,
        new AzureAnswer.Done<>(
            new Grants(
                List.of(
                    ActionGrant.of(
                        Stream.of(actions).map(ActionPattern::new).toList(), List.of())))));
  }

  private Map<String, Value> probed() {
    return rights(Map.of("rights", true, "probe", true));
  }

  private List<String> advice() {
    return items(status(Map.of("rights", true, "probe", true)).get("advice")).stream()
        .map(it -> ((Value.Text) it).text())
        .toList();
  }

  private Map<String, Value> rights(Map<String, Object> fields) {
    return members(status(fields).get("rights"));
  }

  private Map<String, Value> status(Map<String, Object> fields) {
    return data(mount.server.read(mount.root, PATH, fields));
  }

  private static List<String> needed(Map<String, Value> rights) {
    return items(rights.get("needed")).stream()
        .map(ConfigStatusRightsTest::members)
        .map(
            it ->
                text(it, "kind")
                    + " "
                    + text(it, "right")
                    + " "
                    + text(it, "scope")
                    + (it.get("required").equals(Value.of(true)) ? " required" : "")
                    + ": "
                    + text(it, "reason"))
        .toList();
  }

  private static List<String> states(Map<String, Value> rights) {
    return items(rights.get("needed")).stream().map(it -> text(members(it), "state")).toList();
  }

  private static List<String> unused(Map<String, Value> rights) {
    return items(rights.get("unused")).stream()
        .map(ConfigStatusRightsTest::members)
        .map(
            it ->
                (it.get("dangerous").equals(Value.of(true)) ? "dangerous " : "")
                    + text(it, "right")
                    + " "
                    + text(it, "scope")
                    + ": "
                    + text(it, "reason"))
        .toList();
  }

  private static String text(Map<String, Value> object, String member) {
    return ((Value.Text) object.get(member)).text();
  }

  private static List<Value> items(Value list) {
    return ((Value.Items) list).values();
  }

  private static Map<String, Value> members(Value object) {
    return ((Value.Obj) object).members();
  }
}
