/** What the commands for auth methods, secrets engines and audit devices share. */
package io.azimuth.bootstrap.command.client.mount;
