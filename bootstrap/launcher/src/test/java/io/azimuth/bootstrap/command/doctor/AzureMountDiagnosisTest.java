package io.azimuth.bootstrap.command.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.Acknowledgements;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.spi.api.Value;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AzureMountDiagnosisTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static List<Finding> of(String json) {
    return of(json, Acknowledgements.NONE);
  }

  private static List<Finding> of(String json, Acknowledgements acknowledged) {
    return new AzureMountDiagnosis("auth/azure", parsed(json), acknowledged, NOW).run();
  }

  private static Value.Obj parsed(String json) {
    return (Value.Obj) ClientJson.parse(json.replace('\'', '"')).orElseThrow();
  }

  @Test
  void serviceThatALoginNeedsFailsAndAnotherWarns() {
    assertThat(
            of(
                "{'keys':{'ok':false,'last_error':'no answer'},'graph':{'ok':false,'last_error':'x'}}"))
        .contains(
            Finding.failure(
                "auth/azure keys",
                "no answer",
                "azimuth read auth/azure/config/status; docs/operate/troubleshooting.md"),
            Finding.warning(
                "auth/azure graph",
                "x",
                "azimuth read auth/azure/config/status; docs/operate/troubleshooting.md"),
            Finding.skipped("auth/azure discovery", "not asked", ""));
  }

  @Test
  void failedSignInSaysWhatToDoAboutItsCode() {
    assertThat(
            of(
                "{'resource_manager':{'ok':false,'last_error':'invalid_client AADSTS7000222, status"
                    + " 401'},'advice':['AADSTS700022: another','AADSTS7000222: make a new one']}"))
        .contains(
            Finding.failure(
                "auth/azure resource_manager",
                "invalid_client AADSTS7000222, status 401",
                "AADSTS7000222: make a new one"));
  }

  @Test
  void throttlingHasTheAdviceOnIt() {
    assertThat(
            of(
                "{'resource_manager':{'ok':false,'last_error':'Azure throttles this server until"
                    + " noon'},'advice':['Azure throttles this server: ask less']}"))
        .contains(
            Finding.failure(
                "auth/azure resource_manager",
                "Azure throttles this server until noon",
                "Azure throttles this server: ask less"));
  }

  @Test
  void endOfTheCredentialIsJudged() {
    assertThat(verdict("2026-11-27T11:00:00Z")).isEqualTo(Verdict.FAIL);
    assertThat(verdict("2026-12-20T00:00:00Z")).isEqualTo(Verdict.WARN);
    assertThat(verdict("2027-12-20T00:00:00Z")).isEqualTo(Verdict.OK);
  }

  private static Verdict verdict(String end) {
    return of("{'credential':{'kind':'client_secret','expires':'" + end + "'}}").stream()
        .filter(one -> one.check().endsWith("credential"))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  @Test
  void adviceIsPassedOn() {
    assertThat(of("{'advice':['rotate it']}"))
        .contains(Finding.note("auth/azure", "rotate it", ""));
  }

  @Test
  void acknowledgedAdviceHasItsReason() {
    Acknowledgements acknowledged =
        new Acknowledgements(
            List.of(parsed("{'code':'not_rotated','mount':'auth/azure','reason':'a lab'}")));

    assertThat(
            of(
                "{'advice':['rotate it','mend it'],'advice_codes':[{'code':'not_rotated',"
                    + "'sentence':'rotate it'}]}",
                acknowledged))
        .contains(
            Finding.note("auth/azure", "rotate it; acknowledged: a lab", ""),
            Finding.note("auth/azure", "mend it", ""));
  }
}
