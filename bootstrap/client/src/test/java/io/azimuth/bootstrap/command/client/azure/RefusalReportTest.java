package io.azimuth.bootstrap.command.client.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.domain.login.BindingDenial;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalReportTest {

  private static List<String> lines(String reason) {
    String body = "{'data':{'reasons':[" + reason + "]}}";
    Value.Obj answer = (Value.Obj) ClientJson.parse(body.replace('\'', '"')).orElseThrow();
    return new RefusalReport(new ApiReply(403, Optional.of(answer), Optional.empty())).lines();
  }

  @ParameterizedTest
  @EnumSource
  void reasonOfEachAuthMethodIsExplained(BindingDenial reason) {
    assertThat(lines("{'code':'" + reason.code() + "'}"))
        .contains(reason.code(), "  to do   " + reason.hint());
  }

  @Test
  void codeOfALaterServerAsksForAnotherClient() {
    assertThat(lines("{'code':'later','check':'new'}"))
        .contains("later (check new)", "  to do   update this client");
  }
}
