package io.azimuth.domain.azure.login.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.evidence.Agent;
import io.azimuth.domain.azure.evidence.AgentKind;
import io.azimuth.domain.azure.evidence.AudienceKind;
import io.azimuth.domain.azure.evidence.LoginRequest;
import io.azimuth.domain.azure.evidence.MountTenants;
import io.azimuth.domain.azure.evidence.TokenMint;
import io.azimuth.domain.azure.id.AppId;
import io.azimuth.domain.azure.login.LoginGrant;
import io.azimuth.domain.azure.login.LoginPolicy;
import io.azimuth.domain.azure.login.LoginPolicyTest;
import io.azimuth.domain.azure.login.LoginStep;
import io.azimuth.domain.azure.login.Logins;
import io.azimuth.domain.azure.login.ProvedFacts;
import io.azimuth.domain.azure.login.RenewalPolicy;
import io.azimuth.domain.azure.role.AzureRole;
import io.azimuth.domain.azure.role.BindingsBuilder;
import io.azimuth.domain.azure.role.BoundField;
import io.azimuth.domain.login.CheckOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins and renewals with tokens of agents. */
class AgentLoginTest {

  private static final String BLUEPRINT = "30cf4c22-9985-4ef7-8756-91cc888176bd";
  private static final String PERSON = "dddddddd-0000-4000-8000-00000000000d";
  private static final String GROUP = "eeeeeeee-0000-4000-8000-000000000001";

  @ParameterizedTest
  @CsvSource({
    "none, autonomous, agent_not_allowed",
    "none, for_person, agent_for_person",
    "none, own_account, agent_not_allowed",
    "autonomous, autonomous, ",
    "autonomous, for_person, agent_for_person",
    "autonomous, own_account, agent_not_allowed",
    "'', autonomous, ",
    "'', for_person, agent_for_person",
    "'', own_account, agent_not_allowed",
    "all, autonomous, ",
    "all, for_person, ",
    "all, own_account, "
  })
  void aRoleAdmitsTheKindsOfAgentsThatItAllows(String access, String kind, String reason) {
    LoginStep step =
        start(named(b -> b.allowUserTokens(true).allowAgents(access)), token(kindOf(kind)));

    if (reason == null) {
      assertThat(step).isInstanceOf(LoginStep.Granted.class);
    } else {
      Denial denial = Logins.onlyDenial(step);
      assertThat(denial.reason().code()).isEqualTo(reason);
      assertThat(denial.check()).isEqualTo(CheckName.AGENT);
      assertThat(denial.callerText()).contains("\"" + kind + "\"");
    }
  }

  @Test
  void anAgentIsNamedLikeAnyOtherPrincipal() {
    LoginStep unnamed =
        start(
            LoginPolicyTest.role(
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(Logins.OTHER))
                        .allowAgents("all")),
            autonomous());

    assertThat(Logins.onlyDenial(unnamed).reason()).isEqualTo(DenialReason.PRINCIPAL_NOT_BOUND);
    assertThat(
            start(
                LoginPolicyTest.role(b -> b.bind(BoundField.APP_IDS, List.of(TokenMint.APP))),
                autonomous()))
        .isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void theUnscopedTokenOfAnAgentIsNoUsers() {
    assertThat(start(named(), autonomous().with("scp", "/"))).isInstanceOf(LoginStep.Granted.class);
    assertThat(LoginPolicyTest.reasons(start(named(), autonomous().with("scp", "x"))))
        .containsExactly(DenialReason.USER_TOKEN, DenialReason.AGENT_FOR_PERSON);
  }

  @Test
  void allAgentsOfABlueprintLogIn() {
    AzureRole role = ofBlueprint();

    assertThat(start(role, autonomous())).isInstanceOf(LoginStep.Granted.class);
    assertThat(Logins.onlyDenial(start(role, new TokenMint())))
        .isEqualTo(
            new Denial(
                DenialReason.AGENT_BLUEPRINT_NOT_BOUND, CheckName.BOUND_BLUEPRINT, BLUEPRINT, ""));
    assertThat(
            Logins.onlyDenial(start(role, autonomous().with("xms_par_app_azp", Logins.OTHER)))
                .actual())
        .isEqualTo(Logins.OTHER);
  }

  @Test
  void facetsAreNoBlueprint() {
    TokenMint facetsOnly = autonomous().without("xms_par_app_azp");

    assertThat(Logins.onlyDenial(start(ofBlueprint(), facetsOnly)).reason())
        .isEqualTo(DenialReason.AGENT_BLUEPRINT_NOT_BOUND);
  }

  @Test
  void aBlueprintDoesNotSayForWhomItsAgentsAct() {
    Consumer<BindingsBuilder> all = b -> b.allowUserTokens(true).allowAgents("all");

    assertThat(Logins.onlyDenial(start(ofBlueprint(all), forPerson())).reason())
        .isEqualTo(DenialReason.USER_TOKEN);
    assertThat(
            start(
                ofBlueprint(
                    all.andThen(b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(PERSON)))),
                forPerson()))
        .isInstanceOf(LoginStep.Granted.class);
  }

  @Test
  void anAgentThatActsForAPersonIsNeitherOfThem() {
    AzureRole role =
        LoginPolicyTest.role(
            b ->
                b.bind(BoundField.GROUPS, List.of(GROUP)).allowUserTokens(true).allowAgents("all"));

    LoginGrant grant = Logins.grant(start(role, forPerson().with("groups", List.of(GROUP))));

    String alias = "agent:" + TokenMint.APP + "/" + PERSON;
    assertThat(grant.aliasName()).isEqualTo(alias);
    assertThat(grant.displayNameSuffix()).isEqualTo(alias);
    assertThat(grant.groupAliases()).as("what the person's groups get").isEmpty();
    assertThat(grant.tokenMetadata())
        .containsEntry("agent", "for_person")
        .containsEntry("app_id", TokenMint.APP)
        .containsEntry("agent_blueprint_id", BLUEPRINT)
        .containsEntry("on_behalf_of", PERSON)
        .containsEntry("actor_facets", "11");
    assertThat(grant.aliasMetadata()).containsEntry("app_id", TokenMint.APP);
    assertThat(grant.proved().groups()).as("for renewals").isNotEmpty();
  }

  @Test
  void theRoleOfTheAgentItselfDoesNotAdmitItForAPerson() {
    AzureRole role = named(b -> b.allowUserTokens(true).allowAgents("all"));

    assertThat(Logins.onlyDenial(start(role, forPerson().with("oid", PERSON))).reason())
        .isEqualTo(DenialReason.PRINCIPAL_NOT_BOUND);
  }

  @Test
  void anAgentForAPersonMustBeKnown() {
    LoginStep step =
        start(
            LoginPolicyTest.role(
                b ->
                    b.bind(BoundField.SERVICE_PRINCIPALS, List.of(PERSON))
                        .allowUserTokens(true)
                        .allowAgents("all")),
            forPerson().without("appid"));

    assertThat(LoginPolicyTest.reasons(step)).containsExactly(DenialReason.CLAIM_MISSING);
  }

  @Test
  void anAutonomousAgentIsItself() {
    LoginGrant grant = Logins.grant(start(named(), autonomous()));

    assertThat(grant.aliasName()).isEqualTo(TokenMint.OID);
    assertThat(grant.tokenMetadata())
        .containsEntry("agent", "autonomous")
        .containsEntry("subject_facets", "3 9 11")
        .doesNotContainKey("on_behalf_of");
    assertThat(grant.proved().agent())
        .contains(new Agent(AgentKind.AUTONOMOUS, AppId.parse(BLUEPRINT)));
  }

  @Test
  void aClaimThatCannotBeReadIsRefused() {
    Denial denial = Logins.onlyDenial(start(named(), new TokenMint().with("xms_act_fct", "11;13")));

    assertThat(denial.reason()).isEqualTo(DenialReason.AGENT_CLAIM_MALFORMED);
    assertThat(denial.actual()).isEqualTo("xms_act_fct");
  }

  @Test
  void whereNoAgentIsNamedTheCheckIsSkipped() {
    LoginStep step = start(named(b -> b.allowAgents("none")), new TokenMint());

    assertThat(step).isInstanceOf(LoginStep.Granted.class);
    assertThat(Logins.check(step, CheckName.AGENT).result()).isEqualTo(CheckOutcome.SKIPPED);
  }

  @Test
  void aRenewalComparesTheAgentWithTheRoleOfNow() {
    ProvedFacts proved = Logins.grant(start(named(), autonomous())).proved();

    assertThat(renewed(named(), proved)).isEmpty();
    assertThat(renewed(named(b -> b.allowAgents("none")), proved))
        .containsExactly(DenialReason.AGENT_NOT_ALLOWED);
    assertThat(renewed(ofBlueprint(), proved)).isEmpty();
    assertThat(
            renewed(named(b -> b.bind(BoundField.AGENT_BLUEPRINTS, List.of(Logins.OTHER))), proved))
        .containsExactly(DenialReason.AGENT_BLUEPRINT_NOT_BOUND);
  }

  @Test
  void aRenewalRefusesAnAgentForAPersonOnceTheRoleDoes() {
    Consumer<BindingsBuilder> person =
        b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(PERSON)).allowUserTokens(true);
    AzureRole role = LoginPolicyTest.role(person.andThen(b -> b.allowAgents("all")));
    ProvedFacts proved = Logins.grant(start(role, forPerson())).proved();

    assertThat(renewed(role, proved)).isEmpty();
    assertThat(renewed(LoginPolicyTest.role(person), proved))
        .containsExactly(DenialReason.AGENT_FOR_PERSON);
  }

  @Test
  void blueprintsAreNamedAndNeedAgents() {
    assertThat(problems(b -> b.bind(BoundField.AGENT_BLUEPRINTS, List.of("*"))))
        .containsExactly("bound_agent_blueprint_ids must name blueprints, not \"*\"");
    assertThat(
            problems(
                b -> b.bind(BoundField.AGENT_BLUEPRINTS, List.of(BLUEPRINT)).allowAgents("none")))
        .containsExactly(
            "bound_agent_blueprint_ids needs allow_agents \"autonomous\" or \"all\": \"none\" admits"
                + " no agent");
    assertThat(problems(b -> b.allowAgents("some")))
        .containsExactly("allow_agents must be \"none\", \"autonomous\" or \"all\"");
  }

  private static List<String> problems(Consumer<BindingsBuilder> bindings) {
    BindingsBuilder builder = named().toBuilder().bindings();
    bindings.accept(builder);
    return builder.problems();
  }

  private static List<DenialReason> renewed(AzureRole role, ProvedFacts proved) {
    return RenewalPolicy.denials(role, proved, new MountTenants(Optional.empty(), Set.of()))
        .stream()
        .map(Denial::reason)
        .toList();
  }

  private static AgentKind kindOf(String name) {
    return AgentKind.parse(name).orElseThrow();
  }

  private static TokenMint token(AgentKind kind) {
    return switch (kind) {
      case AUTONOMOUS -> autonomous();
      case FOR_PERSON -> forPerson().with("oid", TokenMint.OID);
      case OWN_ACCOUNT -> forPerson().with("oid", TokenMint.OID).with("xms_sub_fct", "13 1");
    };
  }

  private static TokenMint autonomous() {
    return new TokenMint()
        .with("xms_act_fct", "3 9 11")
        .with("xms_sub_fct", "9 3 11")
        .with("xms_par_app_azp", BLUEPRINT);
  }

  private static TokenMint forPerson() {
    return new TokenMint()
        .with("idtyp", "user")
        .with("scp", "Secrets.Read")
        .with("oid", PERSON)
        .with("xms_act_fct", "11")
        .with("xms_par_app_azp", BLUEPRINT);
  }

  private static AzureRole named() {
    return named(b -> {});
  }

  private static AzureRole named(Consumer<BindingsBuilder> bindings) {
    Consumer<BindingsBuilder> principal =
        b -> b.bind(BoundField.SERVICE_PRINCIPALS, List.of(TokenMint.OID));
    return LoginPolicyTest.role(principal.andThen(bindings));
  }

  private static AzureRole ofBlueprint() {
    return ofBlueprint(b -> {});
  }

  private static AzureRole ofBlueprint(Consumer<BindingsBuilder> bindings) {
    Consumer<BindingsBuilder> blueprint =
        b -> b.bind(BoundField.AGENT_BLUEPRINTS, List.of(BLUEPRINT));
    return LoginPolicyTest.role(blueprint.andThen(bindings));
  }

  private static LoginStep start(AzureRole role, TokenMint token) {
    return LoginPolicy.start(
        role, token.mint(), LoginRequest.NOTHING, AudienceKind.FIRST_PARTY, Logins.NOW);
  }
}
