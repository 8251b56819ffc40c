package io.azimuth.adapters.azure.simulator.arm;

import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.SET;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.VM;
import static io.azimuth.adapters.azure.simulator.ResourceManagerClient.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.ResourceManagerClient;
import io.azimuth.adapters.azure.simulator.SharedResourceManager;
import io.azimuth.adapters.azure.simulator.SimulatorClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists of machines, and the limit of all reads together. */
@Timeout(60)
@ExtendWith(SharedResourceManager.class)
class MachinePagesTest {

  private static final String MACHINES = VM.substring(0, VM.length() - 1);
  private static final String SETS = SET.substring(0, SET.length() - 1);

  private static ResourceManagerClient azure;

  @BeforeAll
  static void start(ResourceManagerClient shared) {
    azure = shared;
  }

  @BeforeEach
  void reset() {
    azure.simulator.reset();
  }

  @Test
  void aGroupListsItsMachinesAHundredAPage() throws Exception {
    JsonNode first = azure.compute(MACHINES).body();
    assertThat(first.path("value")).hasSize(100);
    assertThat(first.path("nextLink").asText())
        .startsWith(azure.simulator.authorityUri() + MACHINES.substring(1) + "?");

    List<JsonNode> machines = new ArrayList<>();
    JsonNode page = first;
    page.path("value").forEach(machines::add);
    while (page.has("nextLink")) {
      String next = page.path("nextLink").asText();
      page =
          azure.get(next.substring(azure.simulator.authorityUri().toString().length() - 1)).body();
      page.path("value").forEach(machines::add);
    }

    assertThat(machines).extracting(it -> it.path("id").asText()).doesNotHaveDuplicates();
    JsonNode web1 =
        machines.stream()
            .filter(it -> it.path("name").asText().equals("web-1"))
            .findFirst()
            .orElseThrow();
    assertThat(web1).isEqualTo(azure.compute(VM + "web-1").body());
  }

  @Test
  void scaleSetsAreListedApart() throws Exception {
    JsonNode sets = azure.compute(SETS).body().path("value");

    assertThat(sets)
        .extracting(it -> it.path("type").asText())
        .containsOnly("Microsoft.Compute/virtualMachineScaleSets");
    assertThat(sets).extracting(it -> it.path("name").asText()).contains("load", "crowd");
  }

  @Test
  void aDeletedMachineIsNotListed() throws Exception {
    azure.steered.delete("web-1");

    assertThat(azure.compute(MACHINES).body().path("value"))
        .extracting(it -> it.path("name").asText())
        .doesNotContain("web-1")
        .contains("web-2");
  }

  @Test
  void aListCountsAndFailsAsItsPath() throws Exception {
    azure.compute(MACHINES);
    assertThat(azure.steered.reads(MACHINES)).isEqualTo(1);

    azure.steered.fault(ResourceFault.status(MACHINES, 403));
    assertThat(azure.compute(MACHINES).status()).isEqualTo(403);
    assertThat(azure.compute(VM + "web-1").status()).isEqualTo(200);
  }

  @Test
  void allReadsTogetherPassSoManyInATime() throws Exception {
    azure.steered.limit(3, Duration.ofSeconds(10));
    azure.compute(MACHINES);
    azure.clock.move(Duration.ofSeconds(4));
    azure.compute(VM + "web-1");
    azure.compute(VM + "web-2");

    Answer refused = azure.compute(VM + "web-3");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(code(refused)).isEqualTo("TooManyRequests");
    assertThat(refused.response().headers().firstValue("Retry-After")).contains("6");

    azure.clock.move(Duration.ofSeconds(6));
    assertThat(azure.compute(VM + "web-3").status()).isEqualTo(200);
    azure.steered.limit(0, Duration.ofSeconds(10));
    assertThat(azure.compute(VM + "web-3").status()).isEqualTo(429);
    azure.steered.unlimit();
    assertThat(azure.compute(VM + "web-3").status()).isEqualTo(200);
  }

  @Test
  void aLimitHasANumberAndATime() {
    assertThatThrownBy(() -> azure.steered.limit(-1, Duration.ofSeconds(10)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> azure.steered.limit(1, Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> azure.steered.limit(1, Duration.ofMinutes(61)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
