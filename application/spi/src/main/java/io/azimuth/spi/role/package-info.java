/** What the roles of auth methods have in common: their parameters, their store, their routes. */
package io.azimuth.spi.role;
