package com.example.orders;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.vault.authentication.AzureMsiAuthentication;
import org.springframework.vault.authentication.AzureMsiAuthenticationOptions;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.web.client.RestTemplate;

/**
 * Takes orders. It logs in with the identity of its machine, and reads the password of its
 * database.
 */
@SpringBootApplication
public class OrdersApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(OrdersApplication.class, arguments);
  }

  @Bean
  SimpleClientHttpRequestFactory requests() {
    return new SimpleClientHttpRequestFactory();
  }

  @Bean
  VaultEndpoint endpoint(@Value("${vault.uri}") URI server) {
    return VaultEndpoint.from(server);
  }

  /** The metadata service is at 169.254.169.254 in Azure; tests name the simulated one. */
  @Bean
  SessionManager session(
      @Value("${azure.metadata:http://169.254.169.254/}") URI metadata,
      @Value("${vault.role:orders}") String role,
      VaultEndpoint endpoint,
      SimpleClientHttpRequestFactory requests) {
    AzureMsiAuthenticationOptions options =
        AzureMsiAuthenticationOptions.builder()
            .role(role)
            .instanceMetadataUri(metadata.resolve("metadata/instance?api-version=2021-02-01"))
            .identityTokenServiceUri(
                metadata.resolve(
                    "metadata/identity/oauth2/token?api-version=2018-02-01"
                        + "&resource=https://management.azure.com/"))
            .build();
    return new SimpleSessionManager(
        new AzureMsiAuthentication(
            options,
            VaultClients.createRestTemplate(endpoint, requests),
            new RestTemplate(requests)));
  }

  @Bean
  VaultTemplate vault(
      VaultEndpoint endpoint, SimpleClientHttpRequestFactory requests, SessionManager session) {
    return new VaultTemplate(endpoint, requests, session);
  }

  @Bean
  DatabasePassword databasePassword(VaultTemplate vault) {
    return DatabasePassword.read(vault);
  }
}
