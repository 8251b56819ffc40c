package io.azimuth.adapters.azure.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.adapters.azure.session.ArmSession;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.evidence.ResourceTags;
import io.azimuth.domain.azure.id.Location;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of Resource Manager's answers, and the requests for them. */
@Timeout(120)
class ResourceShapesTest {

  private static final ResourceId FLEET = Lab.scaleSet("fleet");
  private static final ResourceId ROBOT = Lab.identity("robot");
  private static final String PROVIDER =
      "/subscriptions/" + Lab.SUBSCRIPTION + "/providers/Microsoft.Web";

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
  void asksForAMachineOnceAndWithoutItsInstanceView() {
    ResourceId machine = Lab.machine("web-1");
    lab.azure.on(machine, 200, "{\"id\":\"" + machine + "\"}");

    assertThat(lab.facts(machine).location()).isEmpty();
    assertThat(lab.azure.armCalls())
        .extracting(FakeAzure.Call::method, FakeAzure.Call::target)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("GET", machine + "?api-version=2025-04-01"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"principalId\":\"\"}", "{\"principalId\":null}"})
  void asksTheIdentityWhatAFlexibleSetDoesNotTell(String entry) {
    holdsFleet("\"" + ROBOT + "\":" + entry);
    holdsIdentity(ROBOT, "\"" + Lab.principal(7) + "\"");

    assertThat(lab.facts(FLEET).userAssigned()).containsExactly(Lab.principal(7));
    assertThat(lab.azure.armCalls()).hasSize(2);
  }

  @Test
  void asksTheIdentityInItsOwnSubscriptionAndGroup() {
    ResourceId elsewhere =
        ResourceId.parse(
                "/subscriptions/33333333-3333-3333-3333-333333333333/resourcegroups/Other/providers"
                    + "/microsoft.managedidentity/userassignedidentities/robot")
            .orElseThrow();
    holdsFleet("\"" + elsewhere + "\":{}");
    holdsIdentity(elsewhere, "\"" + Lab.principal(7) + "\"");

    assertThat(lab.facts(FLEET).userAssigned()).containsExactly(Lab.principal(7));
  }

  @Test
  void anIdentityThatIsGoneIsNotOnTheSet() {
    holdsFleet("\"" + ROBOT + "\":{}");

    assertThat(lab.facts(FLEET).userAssigned()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"00000000-0000-0000-0000-000000000000\""})
  void anEmptyPrincipalNeverCounts(String principal) {
    ResourceId machine = Lab.machine("web-1");
    lab.azure.on(
        machine,
        200,
        "{\"id\":\"%s\",\"identity\":{\"principalId\":%s}}".formatted(machine, principal));

    assertThat(lab.facts(machine).systemAssigned()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null                                 | {}",
        "{}                                   | {}",
        "{\"env\":null,\"team\":\"web\"} | {team=web}",
        "{\"env\":1,\"team\":true}          | {env=1, team=true}",
        "{\"\":\"x\",\"Env\":\"\"}         | {env=}"
      })
  void readsTagsAsFarAsTheyAreTexts(String tags, String expected) {
    ResourceId machine = Lab.machine("web-1");
    lab.azure.on(machine, 200, "{\"id\":\"%s\",\"tags\":%s}".formatted(machine, tags));

    assertThat(new TreeMap<>(lab.facts(machine).tags().values())).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"env\"", "1"})
  void tagsThatAreNoneMakeTheAnswerUnusable(String tags) {
    ResourceId machine = Lab.machine("web-1");
    lab.azure.on(machine, 200, "{\"id\":\"%s\",\"tags\":%s}".formatted(machine, tags));

    assertThat(lab.find(machine)).isInstanceOf(DirectoryAnswer.Unusable.class);
  }

  @Test
  void noTagsThatAzureAllowsMakeAnAnswerUnusable() {
    ResourceId machine = Lab.machine("web-1");
    String tags =
        IntStream.range(0, ResourceTags.MAX_TAGS)
            .mapToObj(it -> "\"%s%d\":\"%s\"".formatted("n".repeat(500), it, "v".repeat(256)))
            .collect(Collectors.joining(",", "{", "}"));
    lab.azure.on(machine, 200, "{\"id\":\"%s\",\"tags\":%s}".formatted(machine, tags));

    assertThat(lab.facts(machine).tags()).isEqualTo(ResourceTags.UNKNOWN);
  }

  @Test
  void aFlexibleSetKeepsItsTagsWhenItsIdentitiesAreAsked() {
    lab.azure.on(
        FLEET,
        200,
        """
        {"id":"%s","tags":{"env":"prod"},"identity":{"type":"UserAssigned","userAssignedIdentities":{"%s":{}}}}
        """
            .formatted(FLEET, ROBOT));
    holdsIdentity(ROBOT, "\"" + Lab.principal(7) + "\"");

    assertThat(lab.facts(FLEET))
        .satisfies(facts -> assertThat(facts.tags().find("env")).contains("prod"))
        .satisfies(facts -> assertThat(facts.userAssigned()).hasSize(1));
  }

  @Test
  void anIdentityWithoutPrincipalHasNone() {
    holdsIdentity(ROBOT, "null");

    assertThat(lab.facts(ROBOT).userAssigned()).isEmpty();
    assertThat(lab.azure.armCalls()).hasSize(1);
  }

  @Test
  void doesNotAskForMoreIdentitiesThanItsBound() {
    holdsFleet(identities(ArmSession.MAX_IDENTITIES + 1));

    assertThat(lab.find(FLEET))
        .isEqualTo(
            new DirectoryAnswer.Unusable(
                "the resource has too many identities without principals"));
    assertThat(lab.azure.armCalls()).hasSize(1);
  }

  @Test
  void asksForAsManyIdentitiesAsItsBound() {
    holdsFleet(identities(ArmSession.MAX_IDENTITIES));

    assertThat(lab.facts(FLEET).userAssigned()).isEmpty();
    assertThat(lab.azure.armCalls()).hasSize(1 + ArmSession.MAX_IDENTITIES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg1/providers/Microsoft.Compute/virtualMachines/x",
        "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg1/providers/Microsoft.ManagedIdentity/userAssignedIdentities/..",
        "robot"
      })
  void aKeyThatIsNoIdentityIsNeverAskedFor(String key) {
    holdsFleet("\"" + key + "\":{}");

    assertThat(lab.find(FLEET))
        .isEqualTo(
            new DirectoryAnswer.Unusable("the id of a user-assigned identity cannot be read"));
    assertThat(lab.azure.armCalls()).hasSize(1);
  }

  @Test
  void asksForOtherResourcesInTheNewestVersionOfTheirTypeAndRemembersIt() {
    ResourceId site = Lab.id("microsoft.web/SITES/shop");
    provider(
        "{\"resourceType\":\"sites/slots\",\"apiVersions\":[\"2030-01-01\"]},{\"resourceType\":\"sites\",\"apiVersions\":[\"2026-01-01-preview\",\"2024-04-01\",\"2025-03-01\",\"zzz\"]}");
    lab.azure.on(
        site,
        200,
        "{\"id\":\"%s\",\"location\":\"West Europe\",\"identity\":{\"type\":\"SystemAssigned,UserAssigned\",\"principalId\":\"%s\",\"userAssignedIdentities\":{\"%s\":{\"principalId\":\"%s\"}}}}"
            .formatted(site, Lab.principal(1), ROBOT, Lab.principal(2)));

    ResourceFacts facts = lab.facts(site);
    lab.find(site);

    assertThat(facts.location()).isEqualTo(Location.parse("westeurope"));
    assertThat(facts.systemAssigned()).isEqualTo(Optional.of(Lab.principal(1)));
    assertThat(facts.userAssigned()).containsExactly(Lab.principal(2));
    assertThat(lab.azure.armCalls())
        .extracting(FakeAzure.Call::target)
        .containsExactly(
            "/subscriptions/"
                + Lab.SUBSCRIPTION
                + "/providers/microsoft.web?api-version=2025-04-01",
            site + "?api-version=2025-03-01",
            site + "?api-version=2025-03-01");
  }

  @Test
  void propertiesOfOtherResourcesDoNotMatter() {
    ResourceId site = Lab.id("Microsoft.Web/sites/shop");
    provider("{\"resourceType\":\"sites\",\"apiVersions\":[\"2024-04-01\"]}");
    lab.azure.on(
        site,
        200,
        "{\"id\":\"%s\",\"properties\":{\"principalId\":\"%s\",\"virtualMachineScaleSet\":{\"id\":\"%s\"}}}"
            .formatted(site, Lab.principal(1), FLEET));

    assertThat(lab.facts(site).userAssigned()).isEmpty();
    assertThat(lab.facts(site).scaleSet()).isEmpty();
  }

  @Test
  void asksForNestedResources() {
    ResourceId slot = Lab.id("Microsoft.Web/sites/shop/slots/green");
    provider("{\"resourceType\":\"sites/slots\",\"apiVersions\":[\"2024-04-01\"]}");
    lab.azure.on(slot, 200, "{\"id\":\"" + slot + "\"}");

    assertThat(lab.facts(slot).id()).isEqualTo(slot);
  }

  @Test
  void forgetsAVersionThatIsRefused() {
    ResourceId site = Lab.id("Microsoft.Web/sites/shop");
    provider("{\"resourceType\":\"sites\",\"apiVersions\":[\"2024-04-01\"]}");
    lab.azure.on(site, 400, "{\"error\":{\"code\":\"InvalidApiVersionParameter\"}}");

    assertThat(lab.find(site))
        .isEqualTo(
            new DirectoryAnswer.Unusable(
                "Resource Manager answered 400, code InvalidApiVersionParameter, request unknown"));
    lab.find(site);

    assertThat(lab.azure.armCalls()).hasSize(4);
  }

  @Test
  void aProviderThatIsUnknownHasNoResources() {
    lab.azure.on(
        "/subscriptions/" + Lab.SUBSCRIPTION + "/providers/Nobody.Knows",
        exchange ->
            FakeAzure.reply(exchange, 404, "{\"error\":{\"code\":\"InvalidResourceNamespace\"}}"));

    assertThat(lab.find(Lab.id("Nobody.Knows/things/it"))).isEqualTo(new DirectoryAnswer.Absent());
  }

  @Test
  void namesAreEncodedIntoOneSegment() {
    ResourceId site = Lab.idIn("größe", "Microsoft.Web/sites/a b;c=+$'é");
    provider("{\"resourceType\":\"sites\",\"apiVersions\":[\"2024-04-01\"]}");
    String path =
        "/subscriptions/"
            + Lab.SUBSCRIPTION
            + "/resourceGroups/gr%C3%B6%C3%9Fe/providers/Microsoft.Web/sites/a%20b%3Bc%3D%2B%24%27%C3%A9";
    lab.azure.on(path, exchange -> FakeAzure.reply(exchange, 200, "{\"id\":\"" + site + "\"}"));

    assertThat(lab.facts(site).id()).isEqualTo(site);
    assertThat(lab.azure.armCalls().get(1).target()).isEqualTo(path + "?api-version=2024-04-01");
  }

  @Test
  void typedNamesAreEncodedIntoOneSegment() {
    ResourceId machine = Lab.idIn("größe", "Microsoft.Compute/virtualMachines/a b;c=+$'é");
    lab.find(machine);

    assertThat(lab.azure.armCalls().get(0).target())
        .startsWith(
            "/subscriptions/"
                + Lab.SUBSCRIPTION
                + "/resourceGroups/gr%C3%B6%C3%9Fe/providers/Microsoft.Compute/virtualMachines/a%20b")
        .endsWith("?api-version=2025-04-01");
  }

  @ParameterizedTest(name = "CVE-2025-49831: {0}")
  @ValueSource(strings = {"..", ".", "a%2Fb", "a?x=1", "a#b", "a\\b", "a/b", "a\u0000b"})
  void noNameCanLeaveItsSegment(String name) {
    String inGroup =
        "/subscriptions/" + Lab.SUBSCRIPTION + "/resourceGroups/rg1/providers/Microsoft.Web/sites/";

    assertThat(ResourceId.parse(inGroup + name)).isEmpty();
  }

  private void provider(String types) {
    lab.azure.on(
        PROVIDER,
        exchange -> FakeAzure.reply(exchange, 200, "{\"resourceTypes\":[" + types + "]}"));
  }

  private void holdsFleet(String identities) {
    lab.azure.on(
        FLEET,
        200,
        "{\"id\":\"%s\",\"identity\":{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{%s}}}"
            .formatted(FLEET, identities));
  }

  private void holdsIdentity(ResourceId id, String principal) {
    lab.azure.on(
        id, 200, "{\"id\":\"%s\",\"properties\":{\"principalId\":%s}}".formatted(id, principal));
  }

  private static String identities(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "\"" + Lab.identity("robot-" + i) + "\":{}")
        .collect(Collectors.joining(","));
  }
}
