package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on machines of the simulated Azure; subclasses say where that runs. */
abstract class OrdersScenario {

  /** The server. */
  abstract URI server();

  /** The metadata service of that machine, with a slash at its end. */
  abstract URI metadata(String machine);

  private ConfigurableApplicationContext start(String machine) {
    return new SpringApplicationBuilder(OrdersApplication.class)
        .run("--vault.uri=" + server(), "--azure.metadata=" + metadata(machine));
  }

  @Test
  void readsItsPasswordOnItsMachine() {
    try (ConfigurableApplicationContext orders = start("web-1")) {
      assertThat(orders.getBean(DatabasePassword.class).expose()).isEqualTo("swordfish");
    }
  }

  @Test
  void doesNotStartOnAnotherMachine() {
    assertThatThrownBy(() -> start("second-web-1")).rootCause().hasMessageContaining("principal");
  }
}
