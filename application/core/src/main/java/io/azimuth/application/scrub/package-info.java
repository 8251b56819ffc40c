/** The search for entries of the store that a broken disk has damaged. */
package io.azimuth.application.scrub;
