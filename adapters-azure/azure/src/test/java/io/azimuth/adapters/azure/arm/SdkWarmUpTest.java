package io.azimuth.adapters.azure.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.spi.DirectoryAnswer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SdkWarmUpTest {

  @Test
  void goesAllTheWayWithoutAskingAnybody() throws IOException, GeneralSecurityException {
    try (Lab lab = new Lab()) {
      DirectoryAnswer answer = lab.rehearsal.run();

      assertThat(answer).isInstanceOf(DirectoryAnswer.Found.class);
      assertThat(((DirectoryAnswer.Found) answer).facts().userAssigned()).hasSize(1);
      lab.directory.prepare();
      assertThat(lab.azure.calls()).isEmpty();
      assertThat(lab.counted.of("sign_in", "ok")).isZero();
      assertThat(lab.sessions.size()).isZero();
    }
  }
}
