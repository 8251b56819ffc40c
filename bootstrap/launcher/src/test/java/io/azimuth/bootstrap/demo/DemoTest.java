package io.azimuth.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.server.StartupException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DemoTest {

  @Test
  void aBuildWithoutTheAzureMethodSaysSoAndStartsNothing() {
    StringWriter said = new StringWriter();
    Demo demo = new Demo(() -> false);

    assertThatThrownBy(() -> demo.run(new PrintWriter(said)))
        .isInstanceOfSatisfying(
            StartupException.class,
            refused ->
                assertThat(refused.sentence())
                    .isEqualTo("this build has no azure auth method, which the demo shows"));
    assertThat(said.toString()).isEmpty();
  }
}
