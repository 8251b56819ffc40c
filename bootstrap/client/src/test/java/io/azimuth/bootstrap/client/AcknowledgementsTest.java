package io.azimuth.bootstrap.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {

  private static final Acknowledgements ALL =
      Acknowledgements.of(
          answer(
              """
              {"data": {"acknowledge": [
                {"code": "no_audit_device", "reason": "a lab"},
                {"code": "no_ttl", "mount": "auth/azure", "role": "web", "reason": "one role"},
                {"code": "tag_writers", "mount": "auth/azure", "reason": "one mount"},
                {"code": "no_policies", "reason": "everywhere"}]}}
              """));

  private static ApiReply answer(String json) {
    Value.Obj body = (Value.Obj) ClientJson.parse(json).orElseThrow();
    return new ApiReply(200, Optional.of(body), Optional.empty());
  }

  @Test
  void adviceOfTheServerIsFoundByItsCode() {
    assertThat(ALL.reason("no_audit_device")).contains("a lab");
    assertThat(ALL.reason("root_token")).isEmpty();
    assertThat(Acknowledgements.NONE.reason("no_audit_device")).isEmpty();
  }

  @Test
  void adviceOnARoleIsFoundByAllThatIsNamed() {
    assertThat(ALL.reason("no_ttl", "auth/azure", "web")).contains("one role");
    assertThat(ALL.reason("no_ttl", "auth/azure", "web-2")).isEmpty();
    assertThat(ALL.reason("no_ttl", "auth/azure-2", "web")).isEmpty();
    assertThat(ALL.reason("tag_writers", "auth/azure", "db")).contains("one mount");
    assertThat(ALL.reason("tag_writers", "auth/other", "db")).isEmpty();
    assertThat(ALL.reason("no_policies", "auth/other", "db")).contains("everywhere");
  }

  @Test
  void adviceOnAMountIsFoundByItsMount() {
    assertThat(ALL.reason("tag_writers", "auth/azure")).contains("one mount");
    assertThat(ALL.reason("tag_writers", "auth/other")).isEmpty();
    assertThat(ALL.reason("no_policies", "auth/other")).contains("everywhere");
    assertThat(ALL.reason("no_ttl", "auth/azure")).as("of one role only").isEmpty();
  }

  @Test
  void aServerThatKnowsNoneAcknowledgesNothing() {
    assertThat(Acknowledgements.of(answer("{\"data\": {}}")).all()).isEmpty();
  }
}
