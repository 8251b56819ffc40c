package io.azimuth.domain.azure.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.azure.id.AppId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentClaimsTest {

  private static final String BLUEPRINT = "30cf4c22-9985-4ef7-8756-91cc888176bd";

  @ParameterizedTest
  @CsvSource({
    "app, 3 9 11, 9 3 11, autonomous",
    "app, 11, , autonomous",
    "app, , 11, autonomous",
    "user, 11, , for_person",
    "user, 11 3, 1, for_person",
    "user, 11, 13, own_account",
    "user, , 13, own_account",
    "app, 11, 13, own_account"
  })
  void tellsInWhoseNameAnAgentActs(String type, String actor, String subject, String kind) {
    TokenMint token = new TokenMint().with("idtyp", type);
    Optional.ofNullable(actor).ifPresent(text -> token.with("xms_act_fct", text));
    Optional.ofNullable(subject).ifPresent(text -> token.with("xms_sub_fct", text));

    assertThat(agent(token).map(Agent::kind)).isEqualTo(AgentKind.parse(kind));
  }

  @Test
  void aBlueprintAloneIsThatOfAnAgent() {
    assertThat(agent(new TokenMint().with("xms_par_app_azp", BLUEPRINT)))
        .contains(new Agent(AgentKind.AUTONOMOUS, AppId.parse(BLUEPRINT)));
    assertThat(
            agent(new TokenMint().with("idtyp", "user").with("xms_par_app_azp", BLUEPRINT))
                .map(Agent::kind))
        .contains(AgentKind.FOR_PERSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3 9", "1 13", "111", "9 3 5 99999", "13"})
  void otherFacetsOfTheActorNameNoAgent(String actor) {
    AgentClaims claims =
        new TokenMint().with("xms_act_fct", actor).with("xms_sub_fct", "9 3").mint().agentClaims();

    assertThat(claims.agent()).isEmpty();
    assertThat(claims.facets()).isEmpty();
    assertThat(claims.malformed()).isEmpty();
  }

  @Test
  void tokensWithoutTheseClaimsNameNoAgent() {
    assertThat(new TokenMint().with("xms_idrel", "7 10").mint().agentClaims())
        .isEqualTo(new AgentClaims(Optional.empty(), Map.of(), List.of()));
  }

  @Test
  void facetsOfAnAgentAreShownInOrder() {
    AgentClaims claims =
        new TokenMint()
            .with("xms_act_fct", "11 9 3")
            .with("xms_sub_fct", "9  11 3")
            .with("xms_tnt_fct", "not numbers")
            .with("xms_idrel", "7 26")
            .mint()
            .agentClaims();

    assertThat(claims.facets())
        .isEqualTo(
            Map.of(
                "actor_facets", "3 9 11",
                "subject_facets", "3 9 11",
                "identity_relation", "7 26"));
    assertThat(claims.malformed()).as("what decides nothing").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void claimsThatDecideMustBeReadable(Object value) {
    for (String name : List.of("xms_act_fct", "xms_sub_fct", "xms_par_app_azp")) {
      assertThat(new TokenMint().with(name, value).mint().agentClaims().malformed())
          .containsExactly(name);
    }
  }

  static Stream<Object> malformed() {
    return Stream.of(
        "agent",
        "11,13",
        "11\t3",
        "-11",
        "1e1",
        "0x0b",
        "１１",
        "123456",
        11,
        true,
        List.of("11"),
        Map.of("11", true),
        numbers(65),
        "1 ".repeat(129));
  }

  @Test
  void sixtyFourFacetsAreRead() {
    String most = numbers(64);

    assertThat(new TokenMint().with("xms_act_fct", most).mint().agentClaims().agent())
        .map(Agent::kind)
        .contains(AgentKind.AUTONOMOUS);
  }

  @Test
  void anEmptyClaimHasNoFacets() {
    AgentClaims claims = new TokenMint().with("xms_act_fct", "").mint().agentClaims();

    assertThat(claims.malformed()).isEmpty();
    assertThat(claims.agent()).isEmpty();
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }

  private static Optional<Agent> agent(TokenMint token) {
    return token.mint().agentClaims().agent();
  }
}
