package com.example.orders;

import org.springframework.vault.core.VaultKeyValueOperationsSupport.KeyValueBackend;
import org.springframework.vault.core.VaultTemplate;

/** The password of the database. Not a record: its text must not be printed. */
public final class DatabasePassword {

  private final String value;

  private DatabasePassword(String value) {
    this.value = value;
  }

  static DatabasePassword read(VaultTemplate vault) {
    var secret = vault.opsForKeyValue("secret", KeyValueBackend.KV_2).get("orders/db");
    if (secret == null || secret.getData() == null) {
      throw new IllegalStateException("there is no secret orders/db");
    }
    return new DatabasePassword(String.valueOf(secret.getData().get("password")));
  }

  public String expose() {
    return value;
  }
}
