package com.example.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.PluginSettings;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class EtcdTest {

  @Test
  void onlyARefusalOfTheRequestSaysThatALimitIsTooSmall() {
    assertThat(Stream.of(Status.Code.values()).filter(Etcd::isRefusal))
        .containsExactlyInAnyOrder(Status.Code.INVALID_ARGUMENT, Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void withoutMembersTheStoreIsUnavailableAndNotUnusable() {
    PluginSettings nobody =
        new PluginSettings(Map.of("endpoints", "http://127.0.0.1:1"), Path.of("/"));

    assertThatThrownBy(
            () ->
                new EtcdEngine(
                    new EtcdSettings(nobody), Duration.ofSeconds(1), NOPLogger.NOP_LOGGER))
        .isInstanceOfSatisfying(
            ServiceException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
  }
}
