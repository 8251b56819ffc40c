/** The record of every request and every answer, and the devices it goes to. */
package io.azimuth.application.audit;
