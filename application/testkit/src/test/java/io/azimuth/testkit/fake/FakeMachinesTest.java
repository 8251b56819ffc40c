package io.azimuth.testkit.fake;

import io.azimuth.azure.spi.ResourceSource;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.testkit.contract.ResourceSourceContract;
import java.util.List;

class FakeMachinesTest extends ResourceSourceContract {

  private final FakeMachines machines = new FakeMachines();

  @Override
  protected ResourceSource source() {
    return machines;
  }

  @Override
  protected void holds(List<ResourceFacts> facts) {
    machines.clear();
    facts.forEach(machines::put);
  }
}
