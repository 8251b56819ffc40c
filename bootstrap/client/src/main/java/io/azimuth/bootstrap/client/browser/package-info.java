/** The browser of the person, and the page to which it returns after a login. */
package io.azimuth.bootstrap.client.browser;
