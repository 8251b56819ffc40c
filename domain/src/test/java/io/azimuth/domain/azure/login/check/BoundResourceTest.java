package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.FactsMint;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.Logins;
import io.azimuth.domain.azure.role.AliasSource;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.Bindings;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.azure.role.BoundList;
import io.azimuth.domain.azure.role.BoundLists;
import io.azimuth.domain.azure.role.BoundTags;
import io.azimuth.domain.azure.role.LoginMapping;
import io.azimuth.domain.azure.role.ResourceBindings;
import io.azimuth.domain.azure.role.ResourceProof;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each binding to a resource, met and not met. */
class BoundResourceTest {

  private static final LoginRequest NOTHING = LoginRequest.NOTHING;

  @Test
  void bindsTheSubscription() {
    admits(
        b ->
            b.bind(
                BoundField.SUBSCRIPTIONS,
                List.of(TokenMint.SUBSCRIPTION.toUpperCase(Locale.ROOT))));
    refuses(
        b -> b.bind(BoundField.SUBSCRIPTIONS, List.of(Logins.OTHER, "*")),
        DenialReason.SUBSCRIPTION_NOT_BOUND,
        TokenMint.SUBSCRIPTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pro", "prod-x", "*", "", "rod"})
  void bindsTheResourceGroup(String other) {
    admits(b -> b.bind(BoundField.RESOURCE_GROUPS, List.of("dev", "PROD")));
    refuses(
        b -> b.bind(BoundField.RESOURCE_GROUPS, List.of(other)),
        DenialReason.RESOURCE_GROUP_NOT_BOUND,
        "prod");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-2", "web", "web-1/extensions/e"})
  void bindsTheResourceItself(String other) {
    admits(b -> b.bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM.toUpperCase(Locale.ROOT))));
    refuses(
        b ->
            b.bind(
                BoundField.RESOURCE_IDS,
                List.of(TokenMint.VM.replace("web-1", other), TokenMint.SCALE_SET)),
        DenialReason.RESOURCE_ID_NOT_BOUND,
        TokenMint.VM.replace("resourcegroups", "resourceGroups"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Microsoft.Compute/virtualMachineScaleSets",
        "Microsoft.Compute/virtualMachines/extensions",
        "Microsoft.ManagedIdentity/userAssignedIdentities"
      })
  void bindsTheTypeOfResource(String other) {
    admits(b -> b.bind(BoundField.RESOURCE_TYPES, List.of("microsoft.compute/VIRTUALMACHINES")));
    refuses(
        b -> b.bind(BoundField.RESOURCE_TYPES, List.of(other)),
        DenialReason.RESOURCE_TYPE_NOT_BOUND,
        "Microsoft.Compute/virtualMachines");
  }

  @Test
  void countsNoBoundInstanceAsItsSet() {
    TokenMint instance = Logins.systemAssigned(TokenMint.SCALE_SET + "/virtualMachines/4");
    Logins logins =
        Logins.bound(
            b ->
                b.bind(
                    BoundField.RESOURCE_IDS, List.of(TokenMint.SCALE_SET + "/virtualMachines/4")));

    assertThat(Logins.onlyDenial(logins.start(instance, NOTHING)).reason())
        .isEqualTo(DenialReason.RESOURCE_ID_NOT_BOUND);
  }

  @ParameterizedTest
  @CsvSource({"westeurope,West Europe", "West Europe,westeurope", "WESTEUROPE,westeurope"})
  void bindsTheLocationHoweverItIsSpelled(String bound, String actual) {
    Logins.bound(b -> b.bind(BoundField.LOCATIONS, List.of("eastus", bound)))
        .granted(Logins.userAssigned(TokenMint.VM), NOTHING, machine().location(actual));
  }

  @ParameterizedTest
  @ValueSource(strings = {"westeurope2", "europe", "*"})
  void tellsOfAWrongLocationNeitherWhatIsBoundNorWhatAzureSaid(String bound) {
    Denial denial =
        Logins.onlyDenial(
            Logins.bound(b -> b.bind(BoundField.LOCATIONS, List.of(bound)))
                .resume(Logins.userAssigned(TokenMint.VM), NOTHING, machine()));

    assertThat(denial)
        .isEqualTo(
            new Denial(
                DenialReason.LOCATION_NOT_BOUND,
                CheckName.BOUND_LOCATION,
                bound,
                "westeurope",
                ""));
    assertThat(denial.callerText())
        .isEqualTo(
            "permission denied: the role does not admit the location of the resource"
                + " [location_not_bound]");
    assertThat(denial.callerActual()).isEmpty();
  }

  @Test
  void refusesALocationThatAzureDoesNotSay() {
    assertThat(
            Logins.onlyDenial(
                    Logins.bound(b -> b.bind(BoundField.LOCATIONS, List.of("westeurope")))
                        .resume(Logins.userAssigned(TokenMint.VM), NOTHING, machine().location("")))
                .reason())
        .isEqualTo(DenialReason.LOCATION_UNKNOWN);
  }

  @Test
  void admitsNobodyToALocationThatNothingProves() {
    AzureRole valid =
        LoginPolicyTest.role(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID)));
    ResourceBindings byClaims =
        new ResourceBindings(
            new BoundLists(Map.of(BoundField.LOCATIONS, new BoundList(List.of("westeurope")))),
            BoundTags.NONE,
            ResourceProof.CLAIMS,
            false,
            false);
    AzureRole stored =
        new AzureRole(
            valid.name(),
            new Bindings(
                valid.bindings().identity(),
                byClaims,
                Duration.ZERO,
                false,
                false,
                Optional.empty(),
                AliasSource.OID,
                LoginMapping.NONE),
            valid.tokenSettings(),
            Set.of());

    assertThat(
            Logins.onlyDenial(
                    LoginPolicy.start(
                        stored,
                        Logins.systemAssigned(TokenMint.VM).mint(),
                        NOTHING,
                        AudienceKind.FIRST_PARTY,
                        Logins.NOW))
                .reason())
        .isEqualTo(DenialReason.LOCATION_UNKNOWN);
  }

  @Test
  void bindsAUniformScaleSetByItsClaim() {
    TokenMint inFleet = Logins.systemAssigned(TokenMint.SCALE_SET);
    FactsMint facts = new FactsMint(TokenMint.SCALE_SET).systemAssigned(TokenMint.OID);

    Logins.bound(b -> b.bind(BoundField.SCALE_SETS, List.of("FLEET")))
        .granted(inFleet, NOTHING, facts);
    Logins.grant(
        Logins.bound(b -> b.bind(BoundField.SCALE_SETS, List.of("fleet")).resourceProof("claims"))
            .start(inFleet, NOTHING));
    Denial denial =
        Logins.onlyDenial(
            Logins.bound(b -> b.bind(BoundField.SCALE_SETS, List.of("flee", "fleet2", "*")))
                .start(inFleet, NOTHING));
    assertThat(denial.reason()).isEqualTo(DenialReason.SCALE_SET_NOT_BOUND);
    assertThat(denial.callerActual()).isEqualTo("fleet");
  }

  @Test
  void bindsTheScaleSetOfAMachineByWhatAzureSays() {
    Logins logins = Logins.bound(b -> b.bind(BoundField.SCALE_SETS, List.of("fleet")));
    TokenMint token = Logins.userAssigned(TokenMint.VM);

    logins.granted(token, NOTHING, machine().scaleSet(TokenMint.SCALE_SET));
    Denial denial =
        Logins.onlyDenial(
            logins.resume(
                token, NOTHING, machine().scaleSet(TokenMint.SCALE_SET.replace("fleet", "pool"))));
    assertThat(denial.reason()).isEqualTo(DenialReason.SCALE_SET_NOT_BOUND);
    assertThat(denial.actual()).isEqualTo("pool");
    assertThat(denial.callerText()).doesNotContain("pool").doesNotContain("fleet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fleet_1a2b3c4d", "fleet"})
  void takesNoMachinesNameForItsScaleSet(String machine) {
    String id = TokenMint.VM.replace("web-1", machine);
    Logins logins = Logins.bound(b -> b.bind(BoundField.SCALE_SETS, List.of("fleet")));

    assertThat(
            Logins.onlyDenial(
                    logins.resume(
                        Logins.systemAssigned(id),
                        NOTHING,
                        new FactsMint(id).systemAssigned(TokenMint.OID)))
                .reason())
        .isEqualTo(DenialReason.SCALE_SET_NOT_BOUND);
  }

  @Test
  void refusesTheScaleSetOfAMachineWhereAzureIsNotAsked() {
    Logins logins =
        Logins.bound(b -> b.bind(BoundField.SCALE_SETS, List.of("fleet")).resourceProof("claims"));
    LoginRequest named = LoginPolicyTest.request("", "", "", "fleet", "");

    assertThat(Logins.onlyDenial(logins.start(Logins.systemAssigned(TokenMint.VM), named)).reason())
        .isEqualTo(DenialReason.SCALE_SET_NOT_BOUND);
  }

  @Test
  void asksForEveryBindingAtOnce() {
    Logins logins =
        Logins.bound(
            b ->
                b.bind(BoundField.SUBSCRIPTIONS, List.of(Logins.OTHER))
                    .bind(BoundField.RESOURCE_GROUPS, List.of("dev"))
                    .bind(BoundField.RESOURCE_TYPES, List.of("Microsoft.Web/sites")));

    assertThat(LoginPolicyTest.reasons(logins.start(Logins.systemAssigned(TokenMint.VM), NOTHING)))
        .containsExactly(
            DenialReason.SUBSCRIPTION_NOT_BOUND,
            DenialReason.RESOURCE_GROUP_NOT_BOUND,
            DenialReason.RESOURCE_TYPE_NOT_BOUND);
  }

  @Test
  void admitsAnyPrincipalOfABoundResource() {
    Logins anybody =
        Logins.bound(
            b ->
                b.bind(BoundField.SERVICE_PRINCIPALS, List.of("*"))
                    .bind(BoundField.RESOURCE_IDS, List.of(TokenMint.VM)));

    anybody.granted(Logins.userAssigned(TokenMint.VM), NOTHING, machine());
    assertThat(
            Logins.onlyDenial(
                    anybody.resume(
                        Logins.userAssigned(TokenMint.VM), NOTHING, new FactsMint(TokenMint.VM)))
                .reason())
        .isEqualTo(DenialReason.IDENTITY_NOT_ON_RESOURCE);
  }

  private static void admits(Consumer<BindingsBuilder> bindings) {
    Logins.bound(bindings).granted(Logins.userAssigned(TokenMint.VM), NOTHING, machine());
  }

  private static void refuses(
      Consumer<BindingsBuilder> bindings, DenialReason reason, String actual) {
    Denial denial =
        Logins.onlyDenial(Logins.bound(bindings).start(Logins.userAssigned(TokenMint.VM), NOTHING));
    assertThat(denial.reason()).isEqualTo(reason);
    assertThat(denial.actual()).isEqualTo(actual);
    assertThat(denial.callerActual()).isEqualTo(actual);
  }

  private static FactsMint machine() {
    return new FactsMint(TokenMint.VM).userAssigned(TokenMint.OID);
  }
}
