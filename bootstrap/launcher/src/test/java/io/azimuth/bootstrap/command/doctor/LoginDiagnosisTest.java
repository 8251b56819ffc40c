package io.azimuth.bootstrap.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginDiagnosisTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String AN_HOUR_AGO = "'time':'2026-11-27T11:00:00Z'";
  private static final String LATELY = "'time':'2026-11-27T11:00:00.001Z'";

  private static List<Finding> of(String json) {
    Value.Obj answer = (Value.Obj) ClientJson.parse(json.replace('\'', '"')).orElseThrow();
    return new LoginDiagnosis("auth/hosts", answer, NOW).run();
  }

  @Test
  void refusalsOfTheLastHourAreToldByTheirReasonsTheMostFrequentFirst() {
    String unknown = "{" + LATELY + ",'reasons':[{'code':'role_unknown'}]}";
    String host = "{" + LATELY + ",'reasons':[{'code':'host_not_bound'}]}";
    String earlier = "{" + AN_HOUR_AGO + ",'reasons':[{'code':'key_unknown'}]}";

    assertThat(of("{'refusals':[" + String.join(",", host, unknown, unknown, earlier) + "]}"))
        .containsExactly(
            Finding.note(
                "auth/hosts logins",
                "3 refused within the last hour: role_unknown 2, host_not_bound 1",
                "azimuth read -format=json auth/hosts/refusals shows what was expected and what"
                    + " came"));
  }

  @Test
  void loginsWithoutADecisionAreAWarning() {
    assertThat(
            of(
                "{'refusals':[],'undecided':{'count':7,'latest':{"
                    + LATELY
                    + ",'sentence':'signing in failed'}}}"))
        .containsExactly(
            Finding.warning(
                "auth/hosts logins",
                "without a decision: 7 since the server started, the latest at"
                    + " 2026-11-27T11:00:00.001Z: signing in failed",
                "docs/operate/troubleshooting.md"));
  }

  @Test
  void loginsThatWereGrantedSinceMakeItANote() {
    String latest = "{'undecided':{'count':7,'latest':{" + LATELY + ",'sentence':'no answer'}";

    assertThat(of(latest + ",'granted_since':12}}").get(0))
        .isEqualTo(
            Finding.note(
                "auth/hosts logins",
                "without a decision: 7 since the server started, the latest at"
                    + " 2026-11-27T11:00:00.001Z: no answer; granted since then: 12",
                "docs/operate/troubleshooting.md"));
    assertThat(of(latest + ",'granted_since':0}}").get(0).verdict()).isEqualTo(Verdict.WARN);
  }

  @Test
  void whatFailedEarlierOrNeverIsWell() {
    Finding well = Finding.ok("auth/hosts logins", "none failed within the last hour");

    assertThat(of("{'refusals':[],'undecided':{'count':0,'latest':null}}")).containsExactly(well);
    assertThat(of("{'undecided':{'count':1,'latest':{" + AN_HOUR_AGO + "}}}"))
        .containsExactly(well);
    assertThat(of("{'undecided':{'count':1,'latest':{'time':'never'}}}")).containsExactly(well);
  }

  @Test
  void asManyRefusalsAsWereAskedForMayNotBeAll() {
    String one = "{" + LATELY + ",'reasons':[]}";

    assertThat(refused(Collections.nCopies(LoginDiagnosis.LIMIT - 1, one)))
        .startsWith("199 refused");
    assertThat(refused(Collections.nCopies(LoginDiagnosis.LIMIT, one)))
        .startsWith("200 or more refused");
  }

  private static String refused(List<String> all) {
    return of("{'refusals':[" + String.join(",", all) + "]}").get(0).found();
  }
}
