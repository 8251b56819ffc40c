/** The login of a person with a browser. */
package io.azimuth.bootstrap.command.client.browser;
